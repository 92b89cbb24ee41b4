package org.symbiosis.nn;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.testing.ParityCheck;
import org.symbiosis.testing.ParityFile;

/** Parity of the U-ViT as chapter 5 uses it: published conditioning, and condition tokens. */
public final class UVitParity {
    private UVitParity() {}

    public static Map<String, ParityCheck> checks() {
        return Map.of(
                "nested-uvit-class", UVitParity::published,
                "nested-uvit-t2i", UVitParity::published,
                "nested-level", UVitParity::level);
    }

    /** A network of the published code, by its own configuration. */
    public static UVitConfig config(JsonNode c) {
        int labels = c.path("num_classes").asInt(0);
        return new UVitConfig(
                c.get("img_size").asInt(),
                c.get("img_size").asInt(),
                c.get("in_chans").asInt(),
                c.get("patch_size").asInt(),
                c.get("embed_dim").asInt(),
                c.get("depth").asInt(),
                c.get("num_heads").asInt(),
                c.get("mlp_ratio").asDouble(),
                c.path("norm_eps").asDouble(1e-5),
                c.get("qkv_bias").asBoolean() ? Bias.LEARNT : Bias.NONE,
                new Shortcut.Identity(),
                UVitConfig.SkipNorm.NONE,
                c.get("mlp_time_embed").asBoolean() ? UVitConfig.Time.MLP : UVitConfig.Time.WAVES,
                new UVitConditioning(
                        Math.max(0, labels),
                        c.path("num_clip_token").asInt(0),
                        c.path("clip_dim").asInt(0),
                        List.of()),
                c.path("conv").asBoolean(true)
                        ? UVitConfig.End.CONVOLUTION
                        : UVitConfig.End.PATCHES,
                UVitConfig.FirstStep.TRUNCATED_NORMAL,
                UVitConfig.FirstWeights.PUBLISHED);
    }

    private static void published(ParityFile file) {
        try (UVit net = new UVit(config(file.config()))) {
            net.load(file.parameters());
            Tensor x = file.tensor("input.x").requires_grad_(true);
            UVitContext context =
                    new UVitContext(
                            file.has("input.y") ? file.tensor("input.y") : null,
                            file.has("input.context") ? file.tensor("input.context") : null,
                            List.of(),
                            null);
            Trace trace = Trace.matching(name -> true);
            Tensor said = net.forward(x, file.tensor("input.timesteps"), context, trace);
            file.check("output.prediction", said);
            for (String name : file.expected("output.")) {
                file.check(name, trace.get(name.substring("output.".length())));
            }
            said.mul(file.tensor("input.cotangent")).sum().backward();
            file.check("grad.input.x", x.grad());
            file.checkGradients(net);
        }
    }

    private static void level(ParityFile file) {
        JsonNode c = file.config();
        JsonNode own = c.get("own");
        List<UVitConditioning.Latent> uppers = new ArrayList<>();
        List<Tensor> latents = new ArrayList<>();
        for (JsonNode upper : c.get("uppers")) {
            latents.add(file.tensor("input.condition." + uppers.size()));
            uppers.add(
                    new UVitConditioning.Latent(
                            upper.get("channels").asInt(),
                            upper.get("side").asInt(),
                            upper.get("patch").asInt()));
        }
        int classes = c.path("classes").asInt(0);
        UVitConfig config =
                UVitConfig.level(
                                own.get("channels").asInt(),
                                own.get("side").asInt(),
                                own.get("patch").asInt(),
                                c.get("final_conv").asBoolean()
                                        ? UVitConfig.End.CONVOLUTION
                                        : UVitConfig.End.PATCHES,
                                uppers)
                        .withSize(
                                c.get("dim").asInt(),
                                c.get("depth").asInt(),
                                c.get("heads").asInt())
                        .withTime(
                                c.get("mlp_time").asBoolean()
                                        ? UVitConfig.Time.MLP
                                        : UVitConfig.Time.WAVES)
                        .withConditioning(UVitConditioning.classes(classes).withLatents(uppers));
        try (UVit net = new UVit(config)) {
            net.load(file.parameters());
            UVitContext context =
                    new UVitContext(
                            file.has("input.y") ? file.tensor("input.y") : null,
                            null,
                            latents,
                            file.has("input.keep_condition")
                                    ? file.tensor("input.keep_condition")
                                    : null);
            file.check(
                    "output.prediction",
                    net.forward(
                            file.tensor("input.x"),
                            file.tensor("input.timesteps"),
                            context,
                            Trace.none()));
        }
    }
}
