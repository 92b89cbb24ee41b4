package org.symbiosis.adversarial;

import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.GroupNorm;
import org.symbiosis.nn.Layer;
import org.symbiosis.nn.Trace;

/**
 * The part of a discriminator that is left when training is over: it maps an image to a feature.
 *
 * <p>Nothing in it couples the images of a batch, so that it may be split over threads, and that a
 * vector-Jacobian product of a batch is one of each image.
 */
public abstract sealed class Backbone extends Layer permits ResidualBackbone, PerceptronBackbone {
    static final double NORM_EPS = 1e-5;

    /** The network of a configuration, with first values. */
    public static Backbone of(BackboneConfig config, Weights weights) {
        if (config instanceof BackboneConfig.Residual r) {
            return new ResidualBackbone(r, weights);
        }
        return new PerceptronBackbone((BackboneConfig.Perceptron) config, weights);
    }

    /**
     * Features {@code (B, F)} of images {@code (B, C, H, W)}, or of points {@code (B, C)}.
     *
     * @param trace is offered {@code stage0} (after the first layer), {@code stage1} and so on
     */
    public abstract Tensor forward(Tensor x, Trace trace);

    /** A group norm of at most this many channels a group, or null where weights need none. */
    static GroupNorm norm(Weights weights, int channels, int perGroup) {
        return weights == Weights.SPECTRAL
                ? null
                : new GroupNorm(Math.max(1, channels / perGroup), channels, NORM_EPS);
    }
}
