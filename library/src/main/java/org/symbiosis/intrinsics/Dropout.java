package org.symbiosis.intrinsics;

import static org.bytedeco.pytorch.global.torch.empty_like;
import static org.bytedeco.pytorch.global.torch.make_generator_cpu;

import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.data.SplitMix;

/**
 * Values that blocks leave out in one forward pass. Every picture has a stream of its own, so that
 * nothing depends on how a batch is split over threads.
 */
public final class Dropout {
    /** Nothing is left out: evaluation. */
    public static final Dropout NONE = new Dropout(0, new long[0]);

    private final double rate;
    private final long[] seeds;
    private long calls;

    private Dropout(double rate, long[] seeds) {
        this.rate = rate;
        this.seeds = seeds;
    }

    /**
     * Leaves out a share of the values.
     *
     * @param rate in [0, 1); the kept values grow by 1 / (1 - rate)
     * @param seeds one a picture
     */
    public static Dropout of(double rate, long... seeds) {
        return rate == 0 ? NONE : new Dropout(rate, seeds.clone());
    }

    /** Maps {@code (B, C, H, W)} to the same shape; each call draws anew. */
    Tensor of(Tensor x) {
        if (rate == 0) {
            return x;
        }
        calls++;
        Tensor kept = empty_like(x.detach()); // (B, C, H, W)
        for (int i = 0; i < seeds.length; i++) {
            Generator stream = make_generator_cpu(SplitMix.of(seeds[i], calls).next() >>> 1);
            kept.select(0, i).bernoulli_(1 - rate, new GeneratorOptional(stream));
        }
        return x.mul(kept.mul_(new Scalar(1 / (1 - rate))));
    }
}
