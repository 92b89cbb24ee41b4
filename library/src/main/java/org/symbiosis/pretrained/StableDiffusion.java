package org.symbiosis.pretrained;

import java.nio.file.Path;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.UserError;
import org.symbiosis.tensor.Scope;

/** Stable Diffusion 1 with a prompt, frozen: what chapter 4 reads attention from. */
public final class StableDiffusion implements AutoCloseable {
    private final String name;
    private final AutoencoderKl autoencoder;
    private final UNet2dCondition denoiser;
    private final Tensor prompt; // (1, 77, T)

    /**
     * Takes networks over.
     *
     * @param name for reports
     * @param autoencoder is closed with this model
     * @param denoiser is closed with this model
     * @param prompt states of a text, {@code (1, M, T)}; copied
     */
    public StableDiffusion(
            String name, AutoencoderKl autoencoder, UNet2dCondition denoiser, Tensor prompt) {
        this.name = name;
        this.autoencoder = autoencoder;
        this.denoiser = denoiser;
        this.prompt = Scope.keep(prompt.detach().clone());
    }

    /**
     * Opens the networks of a release. The text encoder is left again once it has read the prompt.
     *
     * @param words of the prompt, usually none
     * @throws UserError when a file is missing, malformed, or of another network
     */
    public static StableDiffusion open(String name, DiffusionFiles files, String words) {
        try (Scope s = Scope.open()) {
            Tensor prompt = prompt(files.text(), words);
            AutoencoderKl autoencoder = DiffusionParts.autoencoder(files.autoencoder());
            try {
                UNet2dCondition denoiser = DiffusionParts.denoiser(files.denoiser());
                return new StableDiffusion(name, autoencoder, denoiser, prompt);
            } catch (RuntimeException e) {
                autoencoder.close();
                throw e;
            }
        }
    }

    private static Tensor prompt(Path file, String words) {
        try (ClipText text = DiffusionParts.text(file)) {
            return StableDiffusionTap.prompt(text, new ClipTokenizer(), words);
        }
    }

    /** What to call it in reports. */
    public String name() {
        return name;
    }

    /** Sides of images are multiples of this. */
    public int unit() {
        return autoencoder.config().factor() * denoiser.config().factor();
    }

    /**
     * A tap on this model, which stays open while the tap is used.
     *
     * @param side of the square that images are resized to
     * @throws UserError when it is no multiple of {@link #unit}, or the networks do not belong
     *     together
     */
    public StableDiffusionTap tap(int side) {
        return new StableDiffusionTap(autoencoder, denoiser, prompt, side);
    }

    /** Frees the networks. */
    @Override
    public void close() {
        Scope.release(prompt);
        denoiser.close();
        autoencoder.close();
    }
}
