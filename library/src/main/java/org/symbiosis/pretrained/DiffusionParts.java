package org.symbiosis.pretrained;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.UserError;
import org.symbiosis.nn.Initialisation;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.WeightFile;

/** Stable Diffusion 1's networks in their files: what they are by names and shapes. */
final class DiffusionParts {
    private static final int HEADS = 8;
    private static final int GROUPS = 32;
    private static final String TEXT_ENCODER = "cond_stage_model.transformer.";
    private static final String STATE = "state_dict.";

    private DiffusionParts() {}

    /** The denoiser in a file of diffusers, or in a whole checkpoint. */
    static UNet2dCondition denoiser(Path path) {
        try (WeightFile file = WeightFile.open(path);
                Scope s = Scope.open()) {
            NamedWeights weights = denoiserWeights(path.toString(), file);
            UNet2dConditionConfig config = denoiser(weights, PublishedConfig.beside(path));
            return weights.into(
                    Initialisation.blank(() -> new UNet2dCondition(config)),
                    "Stable Diffusion 1's denoiser");
        }
    }

    static NamedWeights denoiserWeights(String where, WeightFile file) {
        return new NamedWeights(where, UNet2dConditionNames.diffusers(file.tensors()));
    }

    /** The denoiser that the shapes speak of. */
    static UNet2dConditionConfig denoiser(NamedWeights weights, PublishedConfig notes) {
        String transformer = "down_blocks.0.attentions.0.";
        int latent = weights.length("conv_in.weight", 1);
        String key = transformer + "transformer_blocks.0.attn2.to_k.weight";
        int text = weights.length(key, 1);
        if (weights.tensors().get(transformer + "proj_in.weight").dim() == 2) {
            throw UserError.failed(
                    weights.where() + " is the denoiser of a later Stable Diffusion",
                    "give one of Stable Diffusion 1, such as sd14-unet");
        }
        List<Integer> channels = channels(weights, "down_blocks.%d.resnets.0.conv1.weight");
        int layers = weights.count("down_blocks.0.resnets.%d.conv1.weight");
        try {
            return new UNet2dConditionConfig(
                    channels,
                    layers,
                    notes.number("attention_head_dim", HEADS),
                    text,
                    notes.number("norm_num_groups", GROUPS),
                    latent);
        } catch (IllegalArgumentException e) {
            throw strange(weights, e);
        }
    }

    private static List<Integer> channels(NamedWeights weights, String template) {
        List<Integer> channels = new ArrayList<>();
        for (int l = 0; l < weights.count(template); l++) {
            channels.add(weights.length(template.formatted(l), 0));
        }
        return channels;
    }

    private static UserError strange(NamedWeights weights, IllegalArgumentException e) {
        return UserError.failed(
                weights.where() + " fits no network that we know (" + e.getMessage() + ")",
                "put its config.json beside it, or give the weights of Stable Diffusion 1",
                e);
    }

    /** The autoencoder in a file of diffusers, of latent diffusion, or in a whole checkpoint. */
    static AutoencoderKl autoencoder(Path path) {
        try (WeightFile file = WeightFile.open(path);
                Scope s = Scope.open()) {
            NamedWeights weights = autoencoderWeights(path.toString(), file);
            AutoencoderKlConfig config = autoencoder(weights, PublishedConfig.beside(path));
            return weights.into(
                    Initialisation.blank(() -> new AutoencoderKl(config)),
                    "Stable Diffusion 1's autoencoder");
        }
    }

    static NamedWeights autoencoderWeights(String where, WeightFile file) {
        Map<String, Tensor> own = new LinkedHashMap<>();
        file.tensors()
                .forEach(
                        (name, t) -> {
                            // What the autoencoder was trained against is no part of it.
                            if (!name.contains(".loss.") && !name.startsWith("loss.")) {
                                own.put(without(STATE, name), t);
                            }
                        });
        return new NamedWeights(where, AutoencoderKlNames.diffusers(own));
    }

    /** The autoencoder that the shapes speak of. */
    static AutoencoderKlConfig autoencoder(NamedWeights weights, PublishedConfig notes) {
        String levels = "encoder.down_blocks.%d.resnets.0.conv1.weight";
        int latent = weights.length("post_quant_conv.weight", 0);
        int image = weights.length("encoder.conv_in.weight", 1);
        int layers = weights.count("encoder.down_blocks.0.resnets.%d.conv1.weight");
        try {
            return new AutoencoderKlConfig(
                    channels(weights, levels),
                    layers,
                    latent,
                    notes.number("norm_num_groups", GROUPS),
                    image);
        } catch (IllegalArgumentException e) {
            throw strange(weights, e);
        }
    }

    /** The text encoder: CLIP's text tower in a file of its own, or in a whole checkpoint. */
    static ClipText text(Path path) {
        try (WeightFile file = WeightFile.open(path);
                Scope s = Scope.open()) {
            return textWeights(path.toString(), file).textTower();
        }
    }

    static ClipReader textWeights(String where, WeightFile file) {
        Map<String, Tensor> own = new LinkedHashMap<>();
        file.tensors()
                .forEach(
                        (name, t) -> {
                            int at = name.indexOf(TEXT_ENCODER);
                            if (at >= 0) {
                                own.put(name.substring(at + TEXT_ENCODER.length()), t);
                            }
                        });
        return ClipReader.of(where, own.isEmpty() ? file.tensors() : own);
    }

    private static String without(String prefix, String name) {
        return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    }
}
