package org.symbiosis.pretrained;

import java.nio.file.Path;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.UserError;
import org.symbiosis.nn.Bias;
import org.symbiosis.nn.Conv2d;
import org.symbiosis.nn.Initialisation;
import org.symbiosis.nn.Layer;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.WeightFile;

/**
 * The autoencoder of latent diffusion: images to a normal distribution over latents and back
 * (Rombach et al. 2022). Names are those of older diffusers files; {@link AutoencoderKlNames}
 * brings others to them.
 *
 * <p>Images are in [-1, 1] with sides that are multiples of {@link AutoencoderKlConfig#factor}.
 * Latents are the autoencoder's own: {@link LatentScale} brings them to a diffusion model.
 */
public final class AutoencoderKl extends Layer {
    private final AutoencoderKlConfig config;
    private final AutoencoderKlEncoder encoder;
    private final AutoencoderKlDecoder decoder;
    private final Conv2d quantConv;
    private final Conv2d postQuantConv;

    /** An autoencoder with random weights. */
    public AutoencoderKl(AutoencoderKlConfig config) {
        this.config = config;
        int L = config.latent();
        encoder = child("encoder", new AutoencoderKlEncoder(config));
        decoder = child("decoder", new AutoencoderKlDecoder(config));
        quantConv = child("quant_conv", new Conv2d(2 * L, 2 * L, 1, 1, Bias.LEARNT));
        postQuantConv = child("post_quant_conv", new Conv2d(L, L, 1, 1, Bias.LEARNT));
    }

    /**
     * Opens the weights of Stable Diffusion 1's under any of their public names.
     *
     * @throws UserError when they are missing, damaged or of another network
     */
    public static AutoencoderKl open(Path weights) {
        AutoencoderKl net =
                Initialisation.blank(
                        () -> new AutoencoderKl(AutoencoderKlConfig.stableDiffusion()));
        try (Scope s = Scope.open();
                WeightFile file = WeightFile.open(weights)) {
            net.load(AutoencoderKlNames.diffusers(file.tensors()));
            net.eval();
            return net;
        } catch (UserError e) {
            net.close();
            throw e;
        }
    }

    /** What this autoencoder was made from. */
    public AutoencoderKlConfig config() {
        return config;
    }

    /** As {@link #encode(Tensor, Tiling)}, images as wholes. */
    public LatentDistribution encode(Tensor images) {
        return encode(images, new Tiling.Whole());
    }

    /**
     * What latents an image may have.
     *
     * @param images {@code (B, 3, H, W)} in [-1, 1]
     * @param tiling for images that are too large for the memory
     * @throws IllegalArgumentException when a side is no multiple of the factor
     */
    public LatentDistribution encode(Tensor images, Tiling tiling) {
        int f = config.factor();
        checkSides(images.size(2), images.size(3));
        Tiling.Change change = new Tiling.Change(f, 1, 2 * config.latent());
        return LatentDistribution.of(tiling.run(images, change, this::moments));
    }

    private void checkSides(long height, long width) {
        int f = config.factor();
        if (height < f || width < f || height % f != 0 || width % f != 0) {
            throw new IllegalArgumentException(
                    "images of %d x %d, and the autoencoder needs sides that are multiples of %d"
                            .formatted(height, width, f));
        }
    }

    /** Means and logarithms of variances, not clamped: {@code (B, 2 L, H / f, W / f)}. */
    Tensor moments(Tensor images) {
        return quantConv.forward(encoder.forward(images));
    }

    /** What enters {@code quant_conv}. */
    Tensor encoded(Tensor images) {
        return encoder.forward(images);
    }

    /** As {@link #decode(Tensor, Tiling)}, latents as wholes. */
    public Tensor decode(Tensor latents) {
        return decode(latents, new Tiling.Whole());
    }

    /**
     * Images of latents, about in [-1, 1].
     *
     * @param latents {@code (B, L, h, w)}, not scaled
     * @return {@code (B, 3, f h, f w)}
     */
    public Tensor decode(Tensor latents, Tiling tiling) {
        Tiling.Change change = new Tiling.Change(1, config.factor(), config.image());
        return tiling.run(latents, change, z -> decoder.forward(postQuantConv.forward(z)));
    }
}
