package org.symbiosis.adversarial;

import static org.bytedeco.pytorch.global.torch.randn;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Layer;
import org.symbiosis.tensor.Scope;

/** Maps noise {@code v ~ N(0, I)} to images (section 3.2; appendix B.1). */
public final class Generator extends Layer {
    /**
     * Batches that make up {@link #standingStatistics standing statistics} as BigGAN takes them.
     */
    public static final int STANDING_BATCHES = 16;

    private final GeneratorConfig config;
    private final Body body;

    /** What all generators have. */
    abstract static sealed class Body extends Layer permits BigGanDeep, PerceptronGenerator {
        abstract Tensor forward(Tensor noise);

        abstract Iterable<BatchStatistics> statistics();
    }

    /** A network with first values from the engine's generator. */
    public Generator(GeneratorConfig config) {
        this.config = config;
        Body made =
                config instanceof GeneratorConfig.BigGanDeep big
                        ? new BigGanDeep(big)
                        : new PerceptronGenerator((GeneratorConfig.Perceptron) config);
        this.body = child("G", made);
    }

    /** What it was built from. */
    public GeneratorConfig config() {
        return config;
    }

    /**
     * Images {@code (B, C, H, W)} in [-1, 1], or points {@code (B, C)}, of noise {@code (B, v)}. In
     * training the batch norms use the batch's own statistics.
     */
    public Tensor forward(Tensor noise) {
        return body.forward(noise);
    }

    /** Noise for so many images, from the engine's generator: {@code (B, v)}. */
    public Tensor noise(int count) {
        return randn(count, config.noise());
    }

    /**
     * Replaces the running statistics of the batch norms by the mean over fresh batches: a
     * generator whose weights are a running mean then sees statistics of its own.
     *
     * @param batches how many; {@link #STANDING_BATCHES} is usual
     * @param size images in each, at least 2
     */
    public void standingStatistics(int batches, int size) {
        boolean wasTraining = isTraining();
        train();
        try (NoGradGuard g = new NoGradGuard()) {
            for (int k = 1; k <= batches; k++) {
                for (BatchStatistics norm : body.statistics()) {
                    norm.follow(1.0 / k); // the k-th of k equal parts of a mean
                }
                try (Scope s = Scope.open()) {
                    forward(noise(size));
                }
            }
        }
        body.statistics().forEach(norm -> norm.follow(BatchStatistics.MOMENTUM));
        if (!wasTraining) {
            eval();
        }
    }
}
