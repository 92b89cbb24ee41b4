package org.symbiosis.adversarial;

import java.util.Map;
import java.util.function.Supplier;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Layer;
import org.symbiosis.nn.SpectralWeight;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;

/**
 * Discriminator and generator, their momentum copies, and the memory bank. What users get are the
 * copies: the discriminator's for features, the generator's for images.
 */
public final class GanModel extends Layer {
    private final GanConfig config;
    private final Discriminator discriminator;
    private final Generator generator;
    private final Discriminator momentDiscriminator;
    private final Generator momentGenerator;
    private final MemoryBank bank;

    /** Networks with first values from the engine's generator; the copies begin equal. */
    public GanModel(GanConfig config) {
        this.config = config;
        discriminator = child("D", new Discriminator(config.discriminator()));
        bank =
                config.cluster().used()
                        ? child(
                                "D",
                                new MemoryBank(
                                        config.cluster().bank(),
                                        config.discriminator().embedding(),
                                        config.discriminator().backbone().features()))
                        : null;
        generator = child("G", new Generator(config.generator()));
        momentDiscriminator =
                child(
                        "momentD",
                        copy(discriminator, () -> new Discriminator(config.discriminator())));
        momentGenerator =
                child("momentG", copy(generator, () -> new Generator(config.generator())));
        momentDiscriminator.eval(); // looks at images without moving its estimates of norms
    }

    private static <L extends Layer> L copy(L original, Supplier<L> blank) {
        L copy = Seed.aside(blank);
        copy.load(original.state());
        copy.parameters().values().forEach(p -> p.requires_grad_(false));
        return copy;
    }

    /** What it was built from. */
    public GanConfig config() {
        return config;
    }

    /** The discriminator that learns. */
    public Discriminator discriminator() {
        return discriminator;
    }

    /** The generator that learns. */
    public Generator generator() {
        return generator;
    }

    /** The discriminator's running mean: the feature extractor. */
    public Discriminator momentDiscriminator() {
        return momentDiscriminator;
    }

    /** The generator's running mean, with running statistics of its own. */
    public Generator momentGenerator() {
        return momentGenerator;
    }

    /** The memory bank, or null when there is no term of neighbours. */
    public MemoryBank bank() {
        return bank;
    }

    /**
     * Moves the copies towards the networks: {@code copy <- decay copy + (1 - decay) network},
     * batch statistics included. Singular vectors are taken over as they are: a mean of unit
     * vectors is no unit vector.
     */
    public void follow(double decay) {
        follow(momentDiscriminator, discriminator, decay);
        follow(momentGenerator, generator, decay);
    }

    private static void follow(Layer copy, Layer network, double decay) {
        Map<String, Tensor> to = network.state();
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            Scalar old = new Scalar(decay);
            Scalar fresh = new Scalar(1 - decay);
            copy.state()
                    .forEach(
                            (name, t) -> {
                                if (SpectralWeight.isEstimate(name)) {
                                    t.copy_(to.get(name));
                                } else {
                                    t.mul_(old).add_(to.get(name).detach(), fresh);
                                }
                            });
        }
    }
}
