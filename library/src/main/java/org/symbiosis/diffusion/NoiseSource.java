package org.symbiosis.diffusion;

import org.bytedeco.pytorch.Tensor;

/** Where a sampler takes fresh standard normal numbers from. */
@FunctionalInterface
public interface NoiseSource {
    /** The next numbers, of this shape; the first dimension is the batch. */
    Tensor next(long... shape);
}
