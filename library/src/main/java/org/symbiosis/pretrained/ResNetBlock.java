package org.symbiosis.pretrained;

import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Activation;
import org.symbiosis.nn.Bias;
import org.symbiosis.nn.Conv2d;
import org.symbiosis.nn.GroupNorm;
import org.symbiosis.nn.Layer;
import org.symbiosis.nn.Linear;
import org.symbiosis.tensor.Scope;

/**
 * A block of latent diffusion's convolutional networks: {@code conv2(silu(norm2(conv1(silu(norm1
 * x))))) + shortcut(x)}, where a time may be added after {@code conv1}.
 */
final class ResNetBlock extends Layer {
    private final GroupNorm norm1;
    private final Conv2d conv1;
    private final Linear timeProjection; // or null
    private final GroupNorm norm2;
    private final Conv2d conv2;
    private final Conv2d shortcut; // or null: the channels stay

    /** Channels in and out of a block, and how it normalises. */
    record Shape(int in, int out, int groups, double eps) {}

    private ResNetBlock(Shape shape, Linear timeProjection) {
        int out = shape.out;
        norm1 = child("norm1", new GroupNorm(shape.groups, shape.in, shape.eps));
        conv1 = child("conv1", new Conv2d(shape.in, out, 3, 1, Bias.LEARNT));
        this.timeProjection =
                timeProjection == null ? null : child("time_emb_proj", timeProjection);
        norm2 = child("norm2", new GroupNorm(shape.groups, out, shape.eps));
        conv2 = child("conv2", new Conv2d(out, out, 3, 1, Bias.LEARNT));
        shortcut =
                shape.in == out
                        ? null
                        : child("conv_shortcut", new Conv2d(shape.in, out, 1, 1, Bias.LEARNT));
    }

    /** A block that knows no time. */
    static ResNetBlock timeless(Shape shape) {
        return new ResNetBlock(shape, null);
    }

    /** A block that is told the time by an embedding of {@code time} channels. */
    static ResNetBlock timed(Shape shape, int time) {
        return new ResNetBlock(shape, new Linear(time, shape.out));
    }

    /** Maps {@code (B, in, H, W)} to {@code (B, out, H, W)}. */
    Tensor forward(Tensor x) {
        return Scope.tidy(() -> end(x, conv1.forward(Activation.SILU.of(norm1.forward(x)))));
    }

    /** As {@link #forward(Tensor)}, with the embedding of the time, {@code (B, time)}. */
    Tensor forward(Tensor x, Tensor time) {
        return Scope.tidy(
                () -> {
                    Tensor shift = timeProjection.forward(Activation.SILU.of(time)); // (B, out)
                    Tensor h = conv1.forward(Activation.SILU.of(norm1.forward(x)));
                    return end(x, h.add(shift.unsqueeze(2).unsqueeze(3)));
                });
    }

    private Tensor end(Tensor x, Tensor h) {
        Tensor y = conv2.forward(Activation.SILU.of(norm2.forward(h)));
        return y.add(shortcut == null ? x : shortcut.forward(x));
    }
}
