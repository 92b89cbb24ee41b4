package org.symbiosis.nn;

import static org.bytedeco.pytorch.global.torch.layer_norm;
import static org.bytedeco.pytorch.global.torch.ones;
import static org.bytedeco.pytorch.global.torch.zeros;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;

/** Mean 0 and variance 1 over the last dimension, then a learnt scale and shift. */
public final class LayerNorm extends Layer {
    private final long dim;
    private final double eps;
    private final Tensor weight; // (D)
    private final Tensor bias; // (D)

    /** Scale 1 and shift 0 at first; {@code eps} is added to the variance. */
    public LayerNorm(long dim, double eps) {
        this.dim = dim;
        this.eps = eps;
        this.weight = parameter("weight", ones(dim));
        this.bias = parameter("bias", zeros(dim));
    }

    /** Normalises {@code (..., D)}. */
    public Tensor forward(Tensor x) {
        Cost.add(() -> Cost.PER_NORMALISED_VALUE * x.numel());
        return layer_norm(
                x,
                new long[] {dim},
                new TensorOptional(weight),
                new TensorOptional(bias),
                eps,
                false);
    }
}
