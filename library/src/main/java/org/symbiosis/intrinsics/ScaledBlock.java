package org.symbiosis.intrinsics;

import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Activation;
import org.symbiosis.nn.GroupNorm;
import org.symbiosis.nn.Initialisation;
import org.symbiosis.nn.Layer;
import org.symbiosis.nn.Linear;

/**
 * The one residual block of the network: {@code conv1(drop(silu(scale(norm1(conv0(resize(silu(
 * norm0 x)))))))) + skip(x)}, where only the decoder's blocks scale by the light (Eq. 6.8).
 */
final class ScaledBlock extends Layer {
    private static final double EPS = 1e-6;
    private static final double NEARLY_ZERO = 1e-5;

    private final GroupNorm norm0;
    private final SizedConv conv0;
    private final Linear affine; // or null: the encoder knows no light
    private final GroupNorm norm1;
    private final SizedConv conv1;
    private final SizedConv skip; // or null: the input itself
    private final PixelAttention attention; // or null

    /** Channels in and out of a block, and what it does to the size. */
    record Shape(int in, int out, Size size) {
        boolean keepsTheInput() {
            return in == out && size == Size.SAME;
        }
    }

    /** Whether a block ends with attention between pixels. */
    enum Ending {
        PLAIN,
        ATTENTION
    }

    /** The light as blocks take it: its embedding {@code (B, E)}, and how it scales. */
    record Light(Tensor embedding, Scaling scaling) {}

    private ScaledBlock(Shape shape, Linear affine, Ending ending) {
        norm0 = child("norm0", norm(shape.in));
        conv0 = child("conv0", new SizedConv(shape.in, shape.out, 3, shape.size, 1));
        this.affine = affine == null ? null : child("affine", affine);
        norm1 = child("norm1", norm(shape.out));
        conv1 = child("conv1", new SizedConv(shape.out, shape.out, 3, Size.SAME, NEARLY_ZERO));
        skip =
                shape.keepsTheInput()
                        ? null
                        : child("skip", new SizedConv(shape.in, shape.out, 1, shape.size, 1));
        attention =
                ending == Ending.ATTENTION
                        ? child("", new PixelAttention(norm(shape.out), shape.out))
                        : null;
    }

    /** A block of the encoder. */
    static ScaledBlock unlit(Shape shape) {
        return new ScaledBlock(shape, null, Ending.PLAIN);
    }

    /** A block of the decoder, told the light by an embedding of {@code embedding} channels. */
    static ScaledBlock lit(Shape shape, int embedding, Ending ending) {
        Linear affine = new Linear(embedding, shape.out);
        Initialisation.xavierUniform(affine.weight());
        Initialisation.constant(affine.bias(), 0);
        return new ScaledBlock(shape, affine, ending);
    }

    /** Groups in which so many channels are normalised. */
    static int groups(int channels) {
        return Math.max(1, Math.min(32, channels / 4));
    }

    static GroupNorm norm(int channels) {
        return new GroupNorm(groups(channels), channels, EPS);
    }

    /**
     * Maps {@code (B, in, H, W)} to {@code (B, out, H', W')}.
     *
     * @param light null in the encoder
     */
    Tensor forward(Tensor x, Light light, Dropout dropout) {
        Tensor h = norm1.forward(conv0.forward(Activation.SILU.of(norm0.forward(x))));
        if (light != null && light.scaling.acts()) {
            h = light.scaling.apply(h, affine.forward(light.embedding));
        }
        h = conv1.forward(dropout.of(Activation.SILU.of(h)));
        Tensor y = h.add(skip == null ? x : skip.forward(x));
        return attention == null ? y : attention.forward(y);
    }
}
