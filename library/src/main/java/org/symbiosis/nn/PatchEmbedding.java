package org.symbiosis.nn;

import static org.bytedeco.pytorch.global.torch.empty;

import org.bytedeco.pytorch.Tensor;

/** Patches as tokens: a convolution whose kernel is its stride, flattened row-major. */
public final class PatchEmbedding extends Layer {
    private final int patch;
    private final Projection proj;

    /** The convolution under the name the reference gives it. */
    private static final class Projection extends Layer {
        final Tensor weight; // (D, C, p, p)
        final Tensor bias; // (D)

        Projection(int channels, int dim, int patch) {
            weight = parameter("weight", empty(dim, channels, patch, patch));
            bias = parameter("bias", empty(dim));
            double bound = 1 / Math.sqrt((double) channels * patch * patch);
            Initialisation.uniform(weight, bound);
            Initialisation.uniform(bias, bound);
        }
    }

    /**
     * Embeds patches of {@code patch x patch} pixels of {@code channels} in {@code dim} channels.
     */
    public PatchEmbedding(int channels, int dim, int patch) {
        this.patch = patch;
        this.proj = child("proj", new Projection(channels, dim, patch));
    }

    /** The convolution's weight, {@code (D, C, p, p)}. */
    public Tensor weight() {
        return proj.weight;
    }

    /** Maps {@code (B, C, H, W)} to {@code (B, N, D)}. */
    public Tensor forward(Tensor images) {
        Grid.of(images.size(2), images.size(3), patch);
        long[] stride = {patch, patch};
        long[] none = {0, 0};
        Tensor y = Convolve.images(images, proj.weight, proj.bias, stride, none);
        Cost.add(() -> y.numel() / proj.weight.size(0) * proj.weight.numel());
        return y.flatten(2, 3).transpose(1, 2); // (B, N, D)
    }
}
