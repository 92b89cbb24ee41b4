package org.symbiosis.pretrained;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Grid;
import org.symbiosis.nn.Trace;
import org.symbiosis.pretrained.UNet2dCondition.SelfAttention;
import org.symbiosis.testing.ParityCheck;
import org.symbiosis.testing.ParityFile;

/** Parity of Stable Diffusion's autoencoder and denoiser, and of their names. */
public final class LatentDiffusionParity {
    private LatentDiffusionParity() {}

    public static Map<String, ParityCheck> checks() {
        return Map.of(
                "nested-autoencoder-kl", LatentDiffusionParity::autoencoder,
                "nested-unet2d-condition", LatentDiffusionParity::denoiser);
    }

    static AutoencoderKlConfig autoencoderConfig(JsonNode c) {
        return new AutoencoderKlConfig(
                integers(c.get("block_out_channels")),
                c.get("layers_per_block").asInt(),
                c.get("latent_channels").asInt(),
                c.get("norm_num_groups").asInt(),
                c.get("in_channels").asInt());
    }

    private static List<Integer> integers(JsonNode list) {
        List<Integer> all = new ArrayList<>();
        list.forEach(n -> all.add(n.asInt()));
        return all;
    }

    private static void autoencoder(ParityFile file) {
        Map<String, Tensor> weights = file.parameters();
        names(file, "names.ldm", weights, AutoencoderKlNames::latentDiffusion);
        Map<String, Tensor> newer = AutoencoderKlNames.newerDiffusers(weights);
        file.json("names.newer_diffusers")
                .properties()
                .forEach(e -> require(newer.containsKey(e.getValue().asText()), e.getKey()));
        try (AutoencoderKl model = new AutoencoderKl(autoencoderConfig(file.config()));
                NoGradGuard g = new NoGradGuard()) {
            model.load(AutoencoderKlNames.diffusers(AutoencoderKlNames.latentDiffusion(weights)));
            model.load(AutoencoderKlNames.diffusers(newer));
            Tensor image = file.tensor("input.image");
            file.check("output.encoder", model.encoded(image));
            file.check("output.moments", model.moments(image));
            LatentDistribution latents = model.encode(image);
            file.check("output.mean", latents.mean());
            file.check("output.logvar", latents.logvar());
            file.check("output.std", latents.deviation());
            Tensor sample = latents.sample(file.tensor("input.noise"));
            file.check("output.sample", sample);
            double scale = file.json("scaling_factor").asDouble();
            file.check("output.scaled_latent", sample.mul(new Scalar(scale)));
            file.check("output.decoded_from_mean", model.decode(latents.mean()));
            file.check("output.decoded_from_sample", model.decode(sample));
        }
    }

    static UNet2dConditionConfig denoiserConfig(JsonNode c) {
        return new UNet2dConditionConfig(
                integers(c.get("block_out_channels")),
                c.get("layers_per_block").asInt(),
                c.get("attention_head_dim").asInt(),
                c.get("cross_attention_dim").asInt(),
                c.get("norm_num_groups").asInt(),
                c.get("in_channels").asInt());
    }

    private static void denoiser(ParityFile file) {
        try (UNet2dCondition model = new UNet2dCondition(denoiserConfig(file.config()));
                NoGradGuard g = new NoGradGuard()) {
            model.load(file.parameters());
            Tensor latents = file.tensor("input.sample");
            Tensor time = file.tensor("input.timestep");
            Trace trace = Trace.matching(name -> true);
            Tensor text = file.tensor("input.encoder_hidden_states");
            file.check("output.sample", model.forward(latents, time, text, trace));
            file.check("output.time_proj", model.timeProjection(time));
            file.check("output.time_embedding", trace.get("time_embedding"));
            file.check("output.mid_block", trace.get("mid_block"));
            Grid grid = new Grid((int) latents.size(2), (int) latents.size(3));
            List<SelfAttention> layers = model.selfAttentions(grid);
            require(layers.size() == file.json("self_attention_layers").size(), "layers");
            for (int i = 0; i < layers.size(); i++) {
                layer(file, file.json("self_attention_layers").get(i), layers.get(i), trace);
            }
        }
    }

    private static void layer(ParityFile file, JsonNode theirs, SelfAttention ours, Trace trace) {
        require(theirs.get("layer").asText().equals(ours.name()), ours.name());
        require(theirs.get("tokens").asInt() == ours.grid().size(), ours.name());
        require(theirs.get("channels").asInt() == ours.channels(), ours.name());
        for (String part : List.of(".q", ".k", ".v")) {
            Tensor split = trace.get(ours.name() + part); // (B, H, N, d)
            file.check("output." + ours.name() + part, split.transpose(1, 2).flatten(2, 3));
        }
    }

    /** Whether a map of names renames as the file says. */
    private static void names(
            ParityFile file,
            String key,
            Map<String, Tensor> weights,
            UnaryOperator<Map<String, Tensor>> map) {
        TreeSet<String> theirs = new TreeSet<>();
        file.json(key).properties().forEach(e -> theirs.add(e.getValue().asText()));
        require(theirs.equals(new TreeSet<>(map.apply(weights).keySet())), key);
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("other names: " + what);
        }
    }
}
