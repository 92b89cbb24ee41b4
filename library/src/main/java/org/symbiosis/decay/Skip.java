package org.symbiosis.decay;

import static org.bytedeco.pytorch.global.torch.empty;
import static org.bytedeco.pytorch.global.torch.linear;
import static org.bytedeco.pytorch.global.torch.silu;

import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Initialisation;
import org.symbiosis.nn.Layer;
import org.symbiosis.nn.Linear;

/**
 * A U-Net skip from an encoder block to a decoder block: {@code z + fc2(SiLU(fc1([E, z])))}, where
 * E is the encoder's tokens at their places with a mask token of the skip's own elsewhere.
 */
final class Skip extends Layer {
    private final long dim;
    private final Tensor maskToken; // (1, 1, D)
    private final Mapping fc;

    /** The two linear maps under the indices that the reference gives them. */
    private static final class Mapping extends Layer {
        final Linear first;
        final Linear second;

        Mapping(int in, int out) {
            first = child("0", new Linear(in, out));
            second = child("2", new Linear(out, out));
        }
    }

    Skip(int dim, int decoderDim) {
        this.dim = dim;
        maskToken = parameter("mask_token", empty(1, 1, dim));
        Initialisation.normal(maskToken, 0.02);
        fc = child("fc", new Mapping(dim + decoderDim, decoderDim));
    }

    void zeroBranch() {
        Initialisation.constant(fc.second.weight(), 0);
    }

    /**
     * Injects a source into the decoder's stream.
     *
     * <p>The first map is linear in E, so its share of E is computed on the kept tokens and the
     * mask token alone and put in place afterwards: the same sum, at a quarter of the work.
     *
     * @param source {@code (B, 1 + kept, D)}
     * @param z {@code (B, 1 + N, Dd)}
     * @return {@code (B, 1 + N, Dd)}
     */
    Tensor forward(Tensor source, Tensor z, Mask mask) {
        Tensor weight = fc.first.weight(); // (Dd, D + Dd)
        Tensor ofE = weight.narrow(1, 0, dim);
        Tensor ofZ = weight.narrow(1, dim, weight.size(1) - dim);
        Tensor e = mask.restore(linear(source, ofE), linear(maskToken, ofE)); // (B, 1 + N, Dd)
        Tensor hidden = silu(linear(z, ofZ, fc.first.bias()).add(e));
        return z.add(fc.second.forward(hidden));
    }
}
