package org.symbiosis.app.generate;

import java.nio.file.Path;
import java.util.Optional;
import org.symbiosis.UserError;
import org.symbiosis.diffusion.LatentSpace;
import org.symbiosis.diffusion.Space;
import org.symbiosis.pretrained.ModelStore;

/**
 * A space that is open: of pixels, or of an autoencoder's latents.
 *
 * @param space for diffusion models
 * @param free gives back what it needed
 */
public record OpenedSpace(LatentSpace space, Runnable free) implements AutoCloseable {
    /**
     * Opens what a model works in.
     *
     * @param autoencoder file or public name of Stable Diffusion's, for models of latents
     * @throws UserError when they are needed and not named
     */
    public static OpenedSpace of(Space space, Optional<Path> autoencoder) {
        if (!(space instanceof Space.Latents latents)) {
            return new OpenedSpace(LatentSpace.pixels(), () -> {});
        }
        Path weights =
                autoencoder.orElseThrow(
                        () ->
                                UserError.usage(
                                        "the model works on latents",
                                        "name the autoencoder by --autoencoder, such as sd-vae"));
        Path file = ModelStore.ofUser().resolve(weights.toString());
        AutoencoderSpace opened = AutoencoderSpace.open(file, latents.scale());
        return new OpenedSpace(opened, opened::close);
    }

    @Override
    public void close() {
        free.run();
    }
}
