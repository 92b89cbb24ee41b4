package org.symbiosis.app.nested;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.pytorch.global.torch.randn;

import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.symbiosis.UserError;
import org.symbiosis.adversarial.BackboneConfig;
import org.symbiosis.adversarial.Discriminator;
import org.symbiosis.adversarial.DiscriminatorConfig;
import org.symbiosis.adversarial.GanConfig;
import org.symbiosis.data.Normalisation;
import org.symbiosis.data.Preparation;
import org.symbiosis.data.Transform;
import org.symbiosis.nn.Activation;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;
import org.symbiosis.tensor.Shapes;

class DiscriminatorEncoderTest {
    private static final BackboneConfig.Residual BACKBONE =
            new BackboneConfig.Residual(
                    3,
                    4,
                    List.of(new BackboneConfig.Stage(1, 1, 2), new BackboneConfig.Stage(2, 1, 2)),
                    4,
                    BackboneConfig.FirstNorm.NONE,
                    Activation.ELU);
    private static final Preparation SQUARES = squares(Normalisation.HALF);

    private static Preparation squares(Normalisation normalisation) {
        return new Preparation(List.of(new Transform.CentreCrop(16)), normalisation);
    }

    private static DiscriminatorEncoder encoder(
            long seed, BackboneConfig backbone, Preparation preparation) {
        Seed.set(seed);
        Discriminator network = new Discriminator(DiscriminatorConfig.of(backbone, 6));
        return new DiscriminatorEncoder("gan", network, preparation, network::close);
    }

    @Test
    void aVectorIsTheMeanOfTheMapThatItComesFrom() {
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard();
                DiscriminatorEncoder encoder = encoder(1, BACKBONE, SQUARES)) {
            Tensor images = randn(2, 3, 16, 16);
            Tensor map = encoder.map(images);
            assertThat(Shapes.of(map)).containsExactly(2, 8, 4, 4);
            assertThat(encoder.channels()).isEqualTo(8);
            assertThat(encoder.inputSide()).isEqualTo(16);
            assertThat(encoder.normalisation()).isEqualTo(Normalisation.HALF);
            assertThat(Plain.floats(map.mean(2, 3)))
                    .containsExactly(Plain.floats(encoder.vectors(images)), within(1e-6f));
        }
    }

    @Test
    void theFingerprintTellsWeightsAndUseApart() {
        BackboneConfig relu =
                new BackboneConfig.Residual(
                        3, 4, BACKBONE.stages(), 4, BackboneConfig.FirstNorm.NONE, Activation.RELU);
        String own = fingerprint(1, BACKBONE, SQUARES);
        assertThat(fingerprint(1, BACKBONE, SQUARES)).isEqualTo(own);
        assertThat(fingerprint(2, BACKBONE, SQUARES)).isNotEqualTo(own);
        assertThat(fingerprint(1, relu, SQUARES)).isNotEqualTo(own);
        assertThat(fingerprint(1, BACKBONE, squares(Normalisation.IMAGENET))).isNotEqualTo(own);
    }

    private static String fingerprint(long seed, BackboneConfig backbone, Preparation preparation) {
        try (DiscriminatorEncoder encoder = encoder(seed, backbone, preparation)) {
            return encoder.fingerprint();
        }
    }

    @Test
    void whatReadsPointsEncodesNoImages() {
        BackboneConfig points = GanConfig.spiral().discriminator().backbone();
        assertThatThrownBy(() -> encoder(1, points, SQUARES))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("gan reads points, not images");
    }
}
