package org.symbiosis.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.pytorch.global.torch.rand;
import static org.bytedeco.pytorch.global.torch.zeros_like;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.symbiosis.data.Normalisation;
import org.symbiosis.data.Planes;
import org.symbiosis.nn.Patches;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

class ReconstructionsTest {
    private static final int P = 2;

    /** Two images of 4 x 6, six patches each. */
    private static final float[] REMOVED = {1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 1, 1};

    @Test
    void removedPatchesAreGreyAndPastedPicturesKeepTheVisibleOnes() {
        try (Scope s = Scope.open()) {
            Tensor images = rand(2, 3, 4, 6);
            Tensor removed = Plain.tensor(REMOVED, 2, 6);
            Tensor black = zeros_like(Patches.cut(images, P));
            Reconstructions r =
                    Reconstructions.of(
                            images, removed, P, Normalisation.NONE, Map.of("black", black));
            float[] original = Plain.floats(images);
            for (int b = 0; b < 2; b++) {
                for (int i = 0; i < 72; i++) {
                    int patch = i % 24 / 6 / P * 3 + i % 6 / P;
                    boolean gone = REMOVED[6 * b + patch] == 1;
                    float kept = original[72 * b + i];
                    assertThat(r.originals().get(b).values()[i]).isEqualTo(kept);
                    assertThat(r.masked().get(b).values()[i]).isEqualTo(gone ? 0.5f : kept);
                    assertThat(r.models().get(0).painted().get(b).values()[i]).isZero();
                    assertThat(r.models().get(0).pasted().get(b).values()[i])
                            .isEqualTo(gone ? 0 : kept);
                }
            }
        }
    }

    @Test
    void aPerfectPredictionInNetworkUnitsGivesTheOriginalBack() {
        try (Scope s = Scope.open()) {
            Planes image = new Planes(4, 4, Plain.floats(rand(48)));
            float[] normalised = new float[48];
            Normalisation.IMAGENET.normalise(image, normalised, 0);
            Tensor images = Plain.tensor(normalised, 1, 3, 4, 4);
            Tensor removed = Plain.tensor(new float[] {1, 1, 0, 1}, 1, 4);
            Reconstructions r =
                    Reconstructions.of(
                            images,
                            removed,
                            P,
                            Normalisation.IMAGENET,
                            Map.of("perfect", Patches.cut(images, P)));
            List<List<Planes>> all =
                    List.of(r.originals(), r.models().get(0).painted(), r.models().get(0).pasted());
            for (List<Planes> planes : all) {
                assertThat(planes.get(0).values()).containsExactly(image.values(), within(1e-6f));
            }
        }
    }

    @Test
    void theSheetHasARowForEachPictureOfEachModelInOrder() {
        try (Scope s = Scope.open()) {
            Tensor images = rand(3, 3, 4, 4);
            Tensor patches = Patches.cut(images, P);
            Map<String, Tensor> predictions = new LinkedHashMap<>();
            predictions.put("ours", patches);
            predictions.put("baseline", patches);
            Reconstructions r =
                    Reconstructions.of(
                            images,
                            Plain.tensor(new float[12], 3, 4),
                            P,
                            Normalisation.NONE,
                            predictions);
            ContactSheet sheet = r.sheet();
            assertThat(sheet.rows().stream().map(ContactSheet.Row::caption))
                    .containsExactly(
                            "original",
                            "masked",
                            "ours",
                            "+ visible patches",
                            "baseline",
                            "+ visible patches");
            assertThat(sheet.rows()).allMatch(row -> row.pictures().size() == 3);
        }
    }

    @Test
    void aMissingPictureIsRefused() {
        Planes p = new Planes(1, 1, new float[3]);
        assertThatThrownBy(() -> new Reconstructions(List.of(p, p), List.of(p), List.of()))
                .hasMessageContaining("2 images");
        assertThatThrownBy(
                        () ->
                                new Reconstructions(
                                        List.of(p),
                                        List.of(p),
                                        List.of(
                                                new Reconstructions.Model(
                                                        "m", List.of(p), List.of()))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
