package org.symbiosis.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbiosis.UserError;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Safetensors;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;
import org.symbiosis.tensor.Shapes;

class InceptionTest {
    @TempDir private Path folder;

    @Test
    void namesAndShapesAreThePublishedOnes() {
        try (Inception network = new Inception(InceptionVariant.FID, 1008)) {
            assertThat(PublishedKeys.of(network.state()))
                    .isEqualTo(PublishedKeys.of("inception-v3 for FID"));
            assertThat(network.parameterCount()).isEqualTo(23_850_960);
        }
    }

    @Test
    void aFileWithoutCountersOrClassifierGivesFeaturesOnly() {
        Path file = folder.resolve("bare.safetensors");
        Seed.set(3);
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard();
                Inception whole = new Inception(InceptionVariant.FID, 1008)) {
            Map<String, Tensor> state = new LinkedHashMap<>(whole.state());
            state.keySet().removeIf(n -> n.startsWith("fc.") || n.endsWith("_tracked"));
            Safetensors.write(file, state, Map.of());
            try (Inception bare = Inception.open(file)) {
                assertThat(bare.variant()).isEqualTo(InceptionVariant.FID);
                assertThat(bare.classes()).isZero();
                Tensor image = torch.rand(1, 3, 20, 30);
                Tensor features = bare.features(image);
                assertThat(Plain.floats(features)).isEqualTo(Plain.floats(whole.features(image)));
                assertThatThrownBy(() -> bare.logits(features))
                        .isInstanceOf(UserError.class)
                        .hasMessageContaining("no classifier");
            }
        }
    }

    @Test
    void torchvisionsWeightsAreKnownByTheirClasses() {
        Path file = folder.resolve("vision.safetensors");
        try (Scope s = Scope.open();
                Inception vision = new Inception(InceptionVariant.TORCHVISION, 1000)) {
            Map<String, Tensor> state = new LinkedHashMap<>(vision.state());
            state.put("AuxLogits.fc.weight", Plain.tensor(new float[2], 2));
            Safetensors.write(file, state, Map.of());
            try (Inception opened = Inception.open(file)) {
                assertThat(opened.variant()).isEqualTo(InceptionVariant.TORCHVISION);
                assertThat(opened.classes()).isEqualTo(1000);
            }
        }
    }

    @Test
    void theTwoVariantsPrepareImagesInTheirOwnWays() {
        try (Scope s = Scope.open()) {
            Tensor image = torch.rand(1, 3, 10, 12);
            Tensor fid = InceptionVariant.FID.prepare(image);
            Tensor vision = InceptionVariant.TORCHVISION.prepare(image);
            assertThat(Shapes.of(fid)).containsExactly(1, 3, 299, 299);
            assertThat(fid.min().item_float()).isGreaterThanOrEqualTo(-1);
            float corner = image.select(3, 11).select(2, 9).select(1, 0).item_float();
            float aligned = vision.select(3, 298).select(2, 298).select(1, 0).item_float();
            assertThat(aligned)
                    .isCloseTo(
                            (corner - 0.485f) / 0.229f, org.assertj.core.data.Offset.offset(1e-4f));
        }
    }

    @Test
    void anotherNetworkIsRefusedByName() {
        Path file = folder.resolve("other.safetensors");
        try (Scope s = Scope.open()) {
            Safetensors.write(file, Map.of("a", Plain.tensor(new float[1], 1)), Map.of());
        }
        assertThatThrownBy(() -> Inception.open(file))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("other.safetensors")
                .hasMessageContaining("Conv2d_1a_3x3.conv.weight");
    }
}
