package org.symbiosis.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.symbiosis.nn.Layer;
import org.symbiosis.pretrained.AutoencoderKl;
import org.symbiosis.pretrained.AutoencoderKlConfig;
import org.symbiosis.pretrained.Clip;
import org.symbiosis.pretrained.ClipConfig;
import org.symbiosis.pretrained.ClipText;
import org.symbiosis.pretrained.UNet2dCondition;
import org.symbiosis.pretrained.UNet2dConditionConfig;
import org.symbiosis.tensor.Safetensors;
import org.symbiosis.tensor.Seed;

/** Small public networks with random weights, written as their publishers lay them out. */
final class TinyNetworks {
    private static final String NOTES = "{\"norm_num_groups\": 4, \"attention_head_dim\": 2}";

    private TinyNetworks() {}

    /** CLIP with two blocks of 64 channels and patches of 4 px, under the hub's names. */
    static String clip(Path folder) throws IOException {
        ClipConfig config =
                new ClipConfig(
                        new ClipConfig.Image(ClipConfig.Tower.of(64, 2), 16, 4),
                        ClipConfig.Text.of(64, 1),
                        8);
        Seed.set(2);
        return write(folder.resolve("clip.safetensors"), new Clip(config));
    }

    /** CLIP's text tower of one block of 64 channels, under the hub's names. */
    static String text(Path file) {
        return text(file, 64);
    }

    /** The same of another width. */
    static String text(Path file, int width) {
        Seed.set(1);
        return write(file, new ClipText(ClipConfig.Text.of(width, 1)));
    }

    /** Stable Diffusion as a folder of diffusers; sides of images are multiples of 32. */
    static String diffusion(Path folder) throws IOException {
        Seed.set(3);
        List<Integer> channels = List.of(8, 8, 8, 8);
        Path unet = Files.createDirectories(folder.resolve("unet"));
        write(
                unet.resolve("diffusion_pytorch_model.safetensors"),
                new UNet2dCondition(new UNet2dConditionConfig(channels, 2, 2, 64, 4, 4)));
        Files.writeString(unet.resolve("config.json"), NOTES);
        Path vae = Files.createDirectories(folder.resolve("vae"));
        write(
                vae.resolve("diffusion_pytorch_model.safetensors"),
                new AutoencoderKl(new AutoencoderKlConfig(List.of(8, 8, 8), 1, 4, 4, 3)));
        Files.writeString(vae.resolve("config.json"), NOTES);
        Path text = Files.createDirectories(folder.resolve("text_encoder"));
        write(text.resolve("model.safetensors"), new ClipText(ClipConfig.Text.of(64, 1)));
        return folder.toString();
    }

    private static String write(Path file, Layer layer) {
        try (layer) {
            Safetensors.write(file, layer.state(), Map.of());
        }
        return file.toString();
    }
}
