package org.symbiosis.nn;

import static org.bytedeco.pytorch.global.torch.arange;
import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.zeros;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The time of a diffusion as a vector: waves, then two linear maps named 0 and 2. */
public final class TimeEmbedding extends Layer {
    private static final double LONGEST = 10_000;

    private final int dim;
    private final Linear first;
    private final Linear second;

    /** To {@code dim} channels over four times as many. */
    public TimeEmbedding(int dim) {
        this.dim = dim;
        this.first = child("0", new Linear(dim, 4 * dim));
        this.second = child("2", new Linear(4 * dim, dim));
    }

    /**
     * {@code [cos(t w) | sin(t w)]} with {@code w_k = 10000^(-k / (dim / 2))}, in 32-bit floats as
     * the reference; an odd dim ends in a zero.
     *
     * @param time {@code (B)}
     * @return {@code (B, dim)}
     */
    public static Tensor waves(Tensor time, int dim) {
        int half = dim / 2;
        TensorOptions floats = new TensorOptions(ScalarType.Float);
        Tensor k = arange(new Scalar(half), floats);
        Tensor w = k.mul(new Scalar(-Math.log(LONGEST))).div(new Scalar(half)).exp();
        Tensor angles = time.to(ScalarType.Float).unsqueeze(1).mul(w); // (B, half)
        if (dim % 2 == 0) {
            return cat(new TensorVector(angles.cos(), angles.sin()), 1);
        }
        return cat(new TensorVector(angles.cos(), angles.sin(), zeros(time.size(0), 1)), 1);
    }

    /** Maps times {@code (B)} to {@code (B, dim)}. */
    public Tensor forward(Tensor time) {
        return second.forward(Activation.SILU.of(first.forward(waves(time, dim))));
    }
}
