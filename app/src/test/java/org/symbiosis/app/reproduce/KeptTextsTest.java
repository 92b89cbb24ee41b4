package org.symbiosis.app.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.pytorch.global.torch.rand;

import java.util.Collections;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.symbiosis.nested.CaptionStates;
import org.symbiosis.pretrained.ClipConfig;
import org.symbiosis.pretrained.ClipText;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;
import org.symbiosis.tensor.Shapes;
import org.symbiosis.train.Progress;

class KeptTextsTest {
    private static final List<List<String>> CAPTIONS =
            List.of(List.of("a chair", "some chair"), List.of(), List.of("a lamp"));

    @Test
    void theyAreTheStatesOfTheCaptionsThatWereDrawn() {
        try (Scope s = Scope.open();
                ClipText tower = new ClipText(ClipConfig.Text.of(64, 1));
                KeptTexts kept = new KeptTexts(tower, CAPTIONS, Progress.SILENT)) {
            CaptionStates literal = new CaptionStates(tower, CAPTIONS);
            int[] images = {2, 0, 1, 0, 0, 0};
            Seed.set(4);
            Tensor wanted = literal.of(images);
            float after = rand(1).item_float();
            Seed.set(4);
            Tensor found = kept.of(images);
            assertThat(rand(1).item_float()).isEqualTo(after);
            assertThat(Shapes.of(found)).containsExactly(6, 77, 64);
            assertThat(Plain.floats(found)).containsExactly(Plain.floats(wanted), within(4e-3f));
            assertThat(Plain.floats(kept.empty()))
                    .containsExactly(Plain.floats(literal.empty()), within(4e-3f));
        }
    }

    @Test
    void tooManyAreReadWhenTheyAreAskedFor() {
        List<String> five = Collections.nCopies(5, "a chair");
        assertThat(KeptTexts.fit(Collections.nCopies(2_000, five))).isTrue();
        assertThat(KeptTexts.fit(Collections.nCopies(10_000, five))).isFalse();
    }
}
