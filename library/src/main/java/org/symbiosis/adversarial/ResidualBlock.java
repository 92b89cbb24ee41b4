package org.symbiosis.adversarial;

import static org.bytedeco.pytorch.global.torch.avg_pool2d;

import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Activation;
import org.symbiosis.nn.GroupNorm;
import org.symbiosis.nn.Layer;

/**
 * Two convolutions beside a shortcut. The image is reduced by average pooling before the first of
 * them, never by a stride, and the first has no norm unless it is asked for.
 */
final class ResidualBlock extends Layer {
    private final int stride;
    private final Activation activation;
    private final Convolution conv1;
    private final GroupNorm norm1;
    private final Convolution conv2;
    private final GroupNorm norm2;
    private final Projection downsample;

    /** Where a block leads: channels before and after, and the reduction. */
    record Shape(int in, int out, int stride) {
        boolean keepsTheInput() {
            return in == out && stride == 1;
        }
    }

    /** The pooled input in the block's channels; place 0 is the pooling's in the reference. */
    private static final class Projection extends Layer {
        private final Convolution conv;
        private final GroupNorm norm;

        Projection(Shape shape, int perGroup, Weights weights) {
            conv = child("1", new Convolution(weights, shape.in(), shape.out(), 1));
            norm = named("2", Backbone.norm(weights, shape.out(), perGroup));
        }

        private GroupNorm named(String name, GroupNorm layer) {
            return layer == null ? null : child(name, layer);
        }

        Tensor forward(Tensor x) {
            return normed(norm, conv.forward(x));
        }
    }

    ResidualBlock(BackboneConfig.Residual config, Shape shape, Weights weights) {
        stride = shape.stride();
        activation = config.activation();
        int perGroup = config.channelsPerGroup();
        boolean first = config.firstNorm() == BackboneConfig.FirstNorm.GROUP;
        conv1 = child("conv1", new Convolution(weights, shape.in(), shape.out(), 3));
        norm1 = first ? named("bn1", Backbone.norm(weights, shape.out(), perGroup)) : null;
        conv2 = child("conv2", new Convolution(weights, shape.out(), shape.out(), 3));
        norm2 = named("bn2", Backbone.norm(weights, shape.out(), perGroup));
        downsample =
                shape.keepsTheInput()
                        ? null
                        : child("downsample", new Projection(shape, perGroup, weights));
    }

    private GroupNorm named(String name, GroupNorm layer) {
        return layer == null ? null : child(name, layer);
    }

    private static Tensor normed(GroupNorm norm, Tensor x) {
        return norm == null ? x : norm.forward(x);
    }

    /** Maps {@code (B, in, H, W)} to {@code (B, out, H / stride, W / stride)}. */
    Tensor forward(Tensor x) {
        Tensor pooled = stride == 1 ? x : avg_pool2d(x, stride, stride);
        Tensor f = activation.of(normed(norm1, conv1.forward(pooled)));
        f = normed(norm2, conv2.forward(f));
        Tensor kept = downsample == null ? x : downsample.forward(pooled);
        return activation.of(f.add(kept));
    }
}
