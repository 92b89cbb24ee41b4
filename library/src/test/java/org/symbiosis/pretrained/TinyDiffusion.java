package org.symbiosis.pretrained;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.tensor.Safetensors;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;

/** A small Stable Diffusion with random weights, in the layouts that releases have. */
public final class TinyDiffusion {
    /** Three levels: sides of images are multiples of 4. */
    public static final AutoencoderKlConfig AUTOENCODER =
            new AutoencoderKlConfig(List.of(8, 8, 8), 1, 4, 4, 3);

    /** Four levels: sides of latents are multiples of 8. */
    public static final UNet2dConditionConfig DENOISER =
            new UNet2dConditionConfig(List.of(8, 8, 8, 8), 2, 2, 64, 4, 4);

    /** As wide as the denoiser expects. */
    public static final ClipConfig.Text TEXT = ClipConfig.Text.of(64, 1);

    private static final String NOTES =
            "{\"norm_num_groups\": 4, \"attention_head_dim\": 2, \"_class_name\": \"of a test\"}";

    private final Map<String, Tensor> autoencoder = new LinkedHashMap<>();
    private final Map<String, Tensor> denoiser = new LinkedHashMap<>();
    private final Map<String, Tensor> text = new LinkedHashMap<>();

    /** Random weights, owned by the caller's scope. */
    public TinyDiffusion() {
        Seed.set(11);
        try (AutoencoderKl a = new AutoencoderKl(AUTOENCODER);
                UNet2dCondition d = new UNet2dCondition(DENOISER);
                ClipText t = new ClipText(TEXT)) {
            copy(a.state(), autoencoder);
            copy(d.state(), denoiser);
            copy(t.state(), text);
        }
    }

    private static void copy(Map<String, Tensor> from, Map<String, Tensor> to) {
        from.forEach((name, t) -> to.put(name, t.detach().clone()));
    }

    /** The networks themselves, without a file; the caller closes them. */
    public StableDiffusion model() {
        try (Scope s = Scope.open();
                ClipText t = new ClipText(TEXT)) {
            t.load(text);
            AutoencoderKl a = new AutoencoderKl(AUTOENCODER);
            a.load(autoencoder);
            UNet2dCondition d = new UNet2dCondition(DENOISER);
            d.load(denoiser);
            Tensor prompt = StableDiffusionTap.emptyPrompt(t, new ClipTokenizer());
            return new StableDiffusion("tiny", a, d, prompt);
        }
    }

    /** Writes a folder of diffusers. */
    public Path folder(Path folder) throws IOException {
        write(folder.resolve("unet/diffusion_pytorch_model.safetensors"), denoiser);
        write(folder.resolve("vae/diffusion_pytorch_model.safetensors"), autoencoder);
        write(folder.resolve("text_encoder/model.safetensors"), text);
        return folder;
    }

    private static void write(Path file, Map<String, Tensor> tensors) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file.resolveSibling("config.json"), NOTES);
        Safetensors.write(file, tensors, Map.of());
    }

    /** Writes one checkpoint under latent diffusion's names, its config.json beside it. */
    public Path checkpoint(Path file) throws IOException {
        Map<String, Tensor> all = new LinkedHashMap<>();
        put("model.diffusion_model.", UNet2dConditionNames.latentDiffusion(denoiser), all);
        put("first_stage_model.", AutoencoderKlNames.latentDiffusion(autoencoder), all);
        put("cond_stage_model.transformer.", text, all);
        all.put("model_ema.decay", denoiser.get("conv_out.bias"));
        all.put("betas", denoiser.get("conv_in.bias"));
        all.put("first_stage_model.loss.logvar", denoiser.get("conv_in.bias"));
        write(file, all);
        return file;
    }

    private static void put(String prefix, Map<String, Tensor> part, Map<String, Tensor> into) {
        part.forEach((name, t) -> into.put(prefix + name, t));
    }
}
