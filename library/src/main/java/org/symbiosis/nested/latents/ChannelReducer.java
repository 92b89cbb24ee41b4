package org.symbiosis.nested.latents;

import static org.bytedeco.pytorch.global.torch.zeros;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.symbiosis.nn.Layer;

/**
 * A fitted projection from an encoder's D channels to a latent's c: {@code z = V^T (f - mu) / s}.
 *
 * <p>Saved under {@code mean} (D), {@code components} (c, D), {@code scale} (1 or c), in doubles.
 */
public final class ChannelReducer extends Layer {
    private final Tensor mean; // (D), zero when uncentred
    private final Tensor components; // (c, D), orthonormal rows
    private final Tensor scale; // (1) or (c)

    ChannelReducer(Tensor mean, Tensor components, Tensor scale) {
        this.mean = buffer("mean", mean);
        this.components = buffer("components", components);
        this.scale = buffer("scale", scale);
    }

    /** A reducer to be loaded. */
    static ChannelReducer blank(int channels, int kept, Reduction reduction) {
        int scales = reduction.scaling() == Reduction.Scaling.CHANNEL ? kept : 1;
        return new ChannelReducer(
                zeros(channels).to(ScalarType.Double),
                zeros(kept, channels).to(ScalarType.Double),
                zeros(scales).to(ScalarType.Double));
    }

    /** Channels that are kept. */
    public int kept() {
        return (int) components.size(0);
    }

    /** Maps vectors {@code (..., D)} to {@code (..., c)}, in the number format of the vectors. */
    public Tensor apply(Tensor vectors) {
        ScalarType type = vectors.scalar_type();
        return vectors.sub(mean.to(type))
                .matmul(components.to(type).t())
                .div(scale.to(type)); // (..., c)
    }

    /** The vectors nearest to what was reduced, {@code (..., c)} to {@code (..., D)}. */
    public Tensor invert(Tensor latents) {
        ScalarType type = latents.scalar_type();
        return latents.mul(scale.to(type)).matmul(components.to(type)).add(mean.to(type));
    }
}
