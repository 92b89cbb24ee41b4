package org.symbiosis.pretrained;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.symbiosis.UserError;
import org.symbiosis.pretrained.Published.OnHub;
import org.symbiosis.pretrained.Published.OnWeb;

/** The public networks that we know by name. */
public final class Catalogue {
    private static final String APACHE = "Apache 2.0";
    private static final String NON_COMMERCIAL = "CC-BY-NC 4.0 (no commercial use)";
    private static final String OPENRAIL = "CreativeML OpenRAIL-M (restrictions of use)";
    private static final String MIT = "MIT";
    private static final String WEIGHTS = "model.safetensors";
    private static final String DIFFUSERS = "diffusion_pytorch_model.safetensors";
    private static final long VIT_B16 = 85_798_656;

    private static final List<Published> ALL =
            List.of(
                    vit("dino-s16", "DINO ViT-S/16", "vit_small_patch16_224.dino", 21_665_664),
                    vit("dino-b16", "DINO ViT-B/16", "vit_base_patch16_224.dino", VIT_B16),
                    vit("dino-s8", "DINO ViT-S/8", "vit_small_patch8_224.dino", 21_670_272),
                    vit("dino-b8", "DINO ViT-B/8", "vit_base_patch8_224.dino", 85_807_872),
                    hub(
                            "dinov2-b14",
                            "DINOv2 ViT-B/14",
                            new OnHub("timm/vit_base_patch14_dinov2.lvd142m", WEIGHTS),
                            APACHE,
                            174,
                            86_579_712),
                    hub(
                            "mae-b16",
                            "MAE ViT-B/16, encoder",
                            new OnHub("timm/vit_base_patch16_224.mae", WEIGHTS),
                            NON_COMMERCIAL,
                            150,
                            VIT_B16),
                    hub(
                            "mocov3-b16",
                            "MoCo v3 ViT-B/16",
                            new OnHub("nyu-visionx/moco-v3-vit-b", WEIGHTS),
                            NON_COMMERCIAL,
                            150,
                            VIT_B16),
                    hub(
                            "clip-b16",
                            "CLIP ViT-B/16, image and text",
                            new OnHub("openai/clip-vit-base-patch16", WEIGHTS),
                            MIT,
                            398,
                            149_620_737),
                    hub(
                            "clip-l14-text",
                            "CLIP ViT-L/14, of which the text part is used",
                            new OnHub("openai/clip-vit-large-patch14", WEIGHTS),
                            MIT,
                            196,
                            123_060_480),
                    hub(
                            "sd-vae",
                            "autoencoder of Stable Diffusion 1.4",
                            new OnHub("CompVis/stable-diffusion-v1-4", "vae/" + DIFFUSERS),
                            OPENRAIL,
                            248,
                            83_653_863),
                    hub(
                            "sd-vae-ema",
                            "the same autoencoder, fine-tuned, averaged weights",
                            new OnHub("stabilityai/sd-vae-ft-ema", DIFFUSERS),
                            MIT,
                            248,
                            83_653_863),
                    hub(
                            "sd-vae-mse",
                            "the same autoencoder, fine-tuned for squared error",
                            new OnHub("stabilityai/sd-vae-ft-mse", DIFFUSERS),
                            MIT,
                            248,
                            83_653_863),
                    hub(
                            "sd14-unet",
                            "denoiser of Stable Diffusion 1.4",
                            new OnHub("CompVis/stable-diffusion-v1-4", "unet/" + DIFFUSERS),
                            OPENRAIL,
                            686,
                            859_520_964),
                    hub(
                            "inception-fid",
                            "Inception v3 for the Frechet distance",
                            new OnWeb(
                                    "https://github.com",
                                    "mseitzer/pytorch-fid/releases/download/fid_weights/"
                                            + "pt_inception-2015-12-05-6726825d.pth"),
                            APACHE,
                            470,
                            23_850_960));

    private Catalogue() {}

    private static Published vit(String key, String what, String repository, long parameters) {
        return hub(key, what, new OnHub("timm/" + repository, WEIGHTS), APACHE, 150, parameters);
    }

    private static Published hub(
            String key,
            String what,
            Published.Place place,
            String licence,
            int tensors,
            long parameters) {
        return new Published(key, what, place, licence, tensors, parameters, Optional.empty());
    }

    /** All of them. */
    public static List<Published> all() {
        return ALL;
    }

    /** The network of this key, if we know it. */
    public static Optional<Published> lookUp(String key) {
        return ALL.stream().filter(p -> p.key().equals(key)).findFirst();
    }

    /**
     * The network of this key.
     *
     * @throws UserError naming all keys when there is none
     */
    public static Published find(String key) {
        return lookUp(key)
                .orElseThrow(
                        () ->
                                UserError.usage(
                                        "there is no public network '" + key + "'",
                                        "choose one of "
                                                + ALL.stream()
                                                        .map(Published::key)
                                                        .collect(Collectors.joining(", "))));
    }
}
