package org.symbiosis.app.nested;

import java.util.Optional;
import org.symbiosis.UserError;
import org.symbiosis.nested.latents.FirstLatent;
import org.symbiosis.nested.latents.ImageCodec;
import org.symbiosis.nested.latents.PixelCodec;
import org.symbiosis.nested.latents.VaeCodec;
import org.symbiosis.pretrained.AutoencoderKl;
import org.symbiosis.pretrained.ModelStore;

/** What makes bottom latents of images, by what a hierarchy wants. */
public final class ImageCodecs {
    private ImageCodecs() {}

    /**
     * Opens what a hierarchy's bottom level needs.
     *
     * @param autoencoder file or name of Stable Diffusion's autoencoder, for latents of it
     * @throws UserError when one is needed and none is given
     */
    public static ImageCodec open(FirstLatent first, Optional<String> autoencoder) {
        if (first instanceof FirstLatent.Vae vae) {
            String name =
                    autoencoder.orElseThrow(
                            () ->
                                    UserError.usage(
                                            "the bottom level is a latent of Stable Diffusion's"
                                                    + " autoencoder",
                                            "give its weights by --autoencoder, such as sd-vae"));
            return new VaeCodec(AutoencoderKl.open(ModelStore.ofUser().resolve(name)), vae);
        }
        return new PixelCodec();
    }
}
