package org.symbiosis.nn;

import static org.bytedeco.pytorch.global.torch.group_norm;
import static org.bytedeco.pytorch.global.torch.ones;
import static org.bytedeco.pytorch.global.torch.zeros;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;

/** Normalisation over groups of channels and all positions, with a learnt scale and shift each. */
public final class GroupNorm extends Layer {
    private final long groups;
    private final double eps;
    private final Tensor weight; // (C)
    private final Tensor bias; // (C)

    /**
     * Scale 1 and shift 0 at first; {@code eps} is added to the variance.
     *
     * @throws IllegalArgumentException when {@code groups} does not divide {@code channels}
     */
    public GroupNorm(int groups, int channels, double eps) {
        if (groups < 1 || channels < 1 || channels % groups != 0) {
            throw new IllegalArgumentException(
                    groups + " groups do not divide " + channels + " channels evenly");
        }
        this.groups = groups;
        this.eps = eps;
        this.weight = parameter("weight", ones(channels));
        this.bias = parameter("bias", zeros(channels));
    }

    /** Normalises {@code (B, C, ...)}. */
    public Tensor forward(Tensor x) {
        return group_norm(
                x, groups, new TensorOptional(weight), new TensorOptional(bias), eps, false);
    }
}
