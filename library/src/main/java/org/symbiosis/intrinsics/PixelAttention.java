package org.symbiosis.intrinsics;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.GroupNorm;
import org.symbiosis.nn.Layer;

/**
 * Attention of one head between all pixels, added to its input. Query, key and value of a channel
 * lie beside one another in the projection's output.
 */
final class PixelAttention extends Layer {
    private final GroupNorm norm2;
    private final SizedConv qkv;
    private final SizedConv proj;
    private final Scalar scale;

    PixelAttention(GroupNorm norm, int channels) {
        norm2 = child("norm2", norm);
        qkv = child("qkv", new SizedConv(channels, 3 * channels, 1, Size.SAME, Math.sqrt(0.2)));
        proj = child("proj", new SizedConv(channels, channels, 1, Size.SAME, 1e-5));
        scale = constant(1 / Math.sqrt(channels));
    }

    /** Maps {@code (B, C, H, W)} to the same shape. */
    Tensor forward(Tensor x) {
        long images = x.size(0);
        long channels = x.size(1);
        Tensor parts = qkv.forward(norm2.forward(x)).reshape(images, channels, 3, -1);
        Tensor q = parts.select(2, 0); // (B, C, N)
        Tensor k = parts.select(2, 1);
        Tensor v = parts.select(2, 2);
        Tensor weights = q.transpose(1, 2).matmul(k).mul(scale).softmax(2); // (B, N, N)
        Tensor mixed = v.matmul(weights.transpose(1, 2)); // (B, C, N)
        return x.add(proj.forward(mixed.reshape(images, channels, x.size(2), x.size(3))));
    }
}
