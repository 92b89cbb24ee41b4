package org.symbiosis.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.pytorch.global.torch.arange;
import static org.bytedeco.pytorch.global.torch.randn;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Shapes;

class PatchesTest {
    @Test
    void joiningUndoesCuttingForAnyChannelsAndRectangles() {
        try (Scope s = Scope.open()) {
            for (long channels : new long[] {1, 3, 4}) {
                Tensor images = randn(2, channels, 12, 20);
                Tensor patches = Patches.cut(images, 4);
                assertThat(Shapes.of(patches)).containsExactly(2, 15, 16 * channels);
                assertThat(Patches.join(patches, new Grid(3, 5), 4).equal(images)).isTrue();
            }
        }
    }

    @Test
    void theChannelRunsFastestThenTheColumnThenTheRow() {
        try (Scope s = Scope.open()) {
            Tensor images = arange(new Scalar(24)).to(ScalarType.Float).view(1, 2, 2, 6);
            float[] first = Plain.floats(Patches.cut(images, 2).select(1, 0));
            assertThat(first).containsExactly(0, 12, 1, 13, 6, 18, 7, 19);
        }
    }

    @Test
    void aPatchThatDoesNotDivideTheImageSaysWhatToDo() {
        assertThatThrownBy(() -> Grid.of(224, 200, 14))
                .hasMessageContaining("patch size 14 does not divide image size 224 x 200")
                .hasMessageContaining("crop to a multiple of 14");
    }

    @Test
    void positionsOfTheSameGridStayTheVeryTensor() {
        try (Scope s = Scope.open()) {
            Tensor p = Positions.sinCos(8, new Grid(2, 3), 1);
            assertThat(Regridding.ByFactor.DINO.fit(p, new Grid(2, 3), new Grid(2, 3))).isSameAs(p);
            Tensor larger = Regridding.ByFactor.DINO.fit(p, new Grid(2, 3), new Grid(4, 5));
            assertThat(Shapes.of(larger)).containsExactly(1, 21, 8);
            assertThat(larger.select(1, 0).equal(p.select(1, 0))).isTrue();
        }
    }
}
