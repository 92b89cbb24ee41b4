package org.symbiosis.nn;

import static org.bytedeco.pytorch.global.torch.empty;
import static org.bytedeco.pytorch.global.torch.linear;

import org.bytedeco.pytorch.Tensor;

/** y = x W^T + b on the last dimension. Initial values are PyTorch's: uniform in 1/sqrt(in). */
public final class Linear extends Layer {
    private final Tensor weight; // (out, in)
    private final Tensor bias; // (out) or null

    /** A layer with bias. */
    public Linear(int in, int out) {
        this(in, out, empty(out));
    }

    private Linear(int in, int out, Tensor bias) {
        this.weight = parameter("weight", empty(out, in));
        Initialisation.uniform(weight, 1 / Math.sqrt(in));
        this.bias = bias == null ? null : parameter("bias", bias);
        if (bias != null) {
            Initialisation.uniform(this.bias, 1 / Math.sqrt(in));
        }
    }

    /** A layer without bias. */
    public static Linear withoutBias(int in, int out) {
        return new Linear(in, out, null);
    }

    /** The weight, {@code (out, in)}. */
    public Tensor weight() {
        return weight;
    }

    /** The bias, {@code (out)}, or null. */
    public Tensor bias() {
        return bias;
    }

    /** Maps {@code (..., in)} to {@code (..., out)}. */
    public Tensor forward(Tensor x) {
        Cost.add(() -> x.numel() * weight.size(0));
        return bias == null ? linear(x, weight) : linear(x, weight, bias);
    }
}
