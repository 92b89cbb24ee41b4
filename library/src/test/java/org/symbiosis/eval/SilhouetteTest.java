package org.symbiosis.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.symbiosis.data.SplitMix;

class SilhouetteTest {
    private static final float[] LINE = {0, 1, 10, 12};

    @Test
    void equalsTheDefinition() {
        double[] s = Silhouette.DEFAULT.values(LINE, 1, new int[] {0, 0, 1, 1});
        assertThat(s[0]).isCloseTo((11.0 - 1) / 11, within(1e-12));
        assertThat(s[1]).isCloseTo((10.0 - 1) / 10, within(1e-12));
        assertThat(s[2]).isCloseTo((9.5 - 2) / 9.5, within(1e-12));
        double mean = Silhouette.DEFAULT.score(LINE, 1, new int[] {0, 0, 1, 1}).mean();
        assertThat(mean).isCloseTo((s[0] + s[1] + s[2] + s[3]) / 4, within(1e-12));
    }

    @Test
    void whoIsAloneScoresNothing() {
        assertThat(Silhouette.DEFAULT.values(LINE, 1, new int[] {0, 0, 0, 2})[3]).isZero();
        assertThat(Silhouette.DEFAULT.score(LINE, 1, new int[] {0, 1, 2, 3}).mean()).isZero();
        assertThat(Silhouette.DEFAULT.score(new float[4], 1, new int[] {0, 0, 1, 1}).mean())
                .isZero();
    }

    @Test
    void oneClusterHasNoSilhouette() {
        assertThat(Silhouette.DEFAULT.score(LINE, 1, new int[4]).mean()).isNaN();
    }

    @Test
    void namesOfClustersShiftsAndScalesDoNotMatter() {
        SplitMix random = SplitMix.of(2);
        float[] points = new float[60];
        float[] moved = new float[60];
        int[] labels = new int[20];
        int[] renamed = new int[20];
        for (int i = 0; i < 60; i++) {
            points[i] = random.below(1000);
            moved[i] = points[i] * 4 - 512;
            labels[i / 3] = random.below(4);
            renamed[i / 3] = 7 - labels[i / 3];
        }
        double score = Silhouette.DEFAULT.score(points, 3, labels).mean();
        assertThat(Silhouette.DEFAULT.score(moved, 3, renamed).mean())
                .isCloseTo(score, within(1e-12));
        assertThat(score).isBetween(-1.0, 1.0);
    }

    @Test
    void manyPointsAreSampledAndThatIsSaid() {
        float[] points = new float[900];
        int[] labels = new int[900];
        SplitMix random = SplitMix.of(3);
        for (int i = 0; i < 900; i++) {
            labels[i] = i % 2;
            points[i] = (float) (10 * labels[i] + random.gaussian());
        }
        Silhouette.Score sampled = new Silhouette(500, 300, 1, 2).score(points, 1, labels);
        Silhouette.Score all = Silhouette.DEFAULT.score(points, 1, labels);
        assertThat(sampled.points()).isEqualTo(300);
        assertThat(sampled.of()).isEqualTo(900);
        assertThat(sampled.isOfAll()).isFalse();
        assertThat(all.isOfAll()).isTrue();
        assertThat(sampled.mean()).isCloseTo(all.mean(), within(0.02)).isNotEqualTo(all.mean());
    }

    @Test
    void everyPointNeedsALabel() {
        assertThatThrownBy(() -> Silhouette.DEFAULT.score(LINE, 1, new int[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("3 labels for 4 points");
    }
}
