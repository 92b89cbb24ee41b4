package org.symbiosis.contrastive;

import org.symbiosis.adversarial.BackboneConfig;
import org.symbiosis.adversarial.DiscriminatorConfig;

/**
 * What learns, and how sharply it has to tell images apart.
 *
 * @param network the discriminator's backbone, and its head as projection
 * @param temperature of the similarities, positive
 */
public record SimClrConfig(DiscriminatorConfig network, double temperature) {
    /** Checks the range. */
    public SimClrConfig {
        if (!(temperature > 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException("temperature must be positive, not " + temperature);
        }
        if (network.classes() != 0) {
            throw new IllegalArgumentException("network.classes must be 0: there is no probe");
        }
    }

    /** The network of Table 3.1 for pictures of 32 pixels, temperature 0.5. */
    public static SimClrConfig cifar() {
        return new SimClrConfig(DiscriminatorConfig.cifar(), 0.5);
    }

    /** The network of Table 3.1 for images of 128 pixels, temperature 0.5. */
    public static SimClrConfig imagenet10() {
        return new SimClrConfig(DiscriminatorConfig.imagenet10(), 0.5);
    }

    /** A quarter of the widths: for machines without a GPU, as the GAN's {@code tiny}. */
    public static SimClrConfig tiny() {
        return new SimClrConfig(DiscriminatorConfig.of(BackboneConfig.Residual.cifar(16), 64), 0.5);
    }
}
