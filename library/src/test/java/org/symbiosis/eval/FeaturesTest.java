package org.symbiosis.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.symbiosis.UserError;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Shapes;

class FeaturesTest {
    @Test
    void valuesAndLabelsComeBackAsTensors() {
        Features f = KnnTest.features(3, new float[] {1, 2, 3, 4, 5, 6}, 4, 0);
        try (Scope s = Scope.open()) {
            assertThat(Shapes.of(f.tensor())).containsExactly(2, 3);
            assertThat(Plain.floats(f.tensor().select(0, 1))).containsExactly(4, 5, 6);
            assertThat(Plain.longs(f.labelTensor())).containsExactly(4, 0);
        }
        assertThat(f.classCount()).isEqualTo(5);
        assertThat(KnnTest.features(1, new float[1], -1).classCount()).isZero();
    }

    @Test
    void partsThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> KnnTest.features(3, new float[5], 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 vectors of 3");
        List<String> one = List.of("a");
        assertThatThrownBy(() -> new Features(new float[2], 2, 1, new int[2], one, "x"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whoeverNeedsClassesSaysSo() {
        assertThatThrownBy(() -> KnnTest.features(1, new float[2], 3, -1).requireClasses("kNN"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'1.png'")
                .hasMessageContaining("kNN");
    }

    @Test
    void ranksOfFeaturesSideBySideAreThoseOfEachAlone() {
        Features wide = KnnTest.clouds(40, 5, 3, 1, 1);
        float[] joined = new float[40 * 8];
        Features narrow = KnnTest.clouds(40, 3, 3, 1, 2);
        for (int i = 0; i < 40; i++) {
            System.arraycopy(narrow.values(), 3 * i, joined, 8 * i, 3);
            System.arraycopy(wide.values(), 5 * i, joined, 8 * i + 3, 5);
        }
        Features both = KnnTest.features(8, joined, wide.labels());
        RankProfile profile = RankProfile.of(both, List.of("a", "b"), List.of(3, 5));
        assertThat(profile.samples()).isEqualTo(40);
        assertThat(profile.entries()).extracting(RankProfile.Entry::name).containsExactly("a", "b");
        assertThat(profile.entries().get(0).rho())
                .isEqualTo(EffectiveRank.of(narrow), within(1e-12));
        assertThat(profile.entries().get(1).rho()).isEqualTo(EffectiveRank.of(wide), within(1e-12));
        assertThatThrownBy(() -> RankProfile.of(both, List.of("a"), List.of(7)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
