package org.symbiosis.decay;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Bias;
import org.symbiosis.nn.BranchDrop;
import org.symbiosis.nn.Patches;
import org.symbiosis.nn.Shortcut;
import org.symbiosis.nn.Trace;
import org.symbiosis.testing.ParityCheck;
import org.symbiosis.testing.ParityFile;
import org.symbiosis.train.Optimizer;
import org.symbiosis.train.OptimizerConfig;
import org.symbiosis.train.ParameterGroup;

/** Parity of the masked autoencoders. */
public final class DecayParity {
    private DecayParity() {}

    public static Map<String, ParityCheck> checks() {
        return Map.of("mae-tiny", DecayParity::mae, "mae-decayed-tiny", DecayParity::mae);
    }

    private static MaeConfig config(ParityFile file) {
        JsonNode c = file.config();
        boolean skips = file.has("param.decoder_cls_token");
        return new MaeConfig(
                c.get("img_size").asInt(),
                c.get("img_size").asInt(),
                (int) file.tensor("param.patch_embed.proj.weight").size(1),
                c.get("patch_size").asInt(),
                c.get("embed_dim").asInt(),
                c.get("depth").asInt(),
                c.get("num_heads").asInt(),
                c.get("decoder_embed_dim").asInt(),
                c.get("decoder_depth").asInt(),
                c.get("decoder_num_heads").asInt(),
                c.get("mlp_ratio").asDouble(),
                c.get("norm_eps").asDouble(),
                c.get("qkv_bias").asBoolean() ? Bias.LEARNT : Bias.NONE,
                c.get("mask_ratio").asDouble(),
                c.get("norm_pix_loss").asBoolean()
                        ? MaeConfig.Target.NORMALISED_PIXELS
                        : MaeConfig.Target.PIXELS,
                c.has("min_decay")
                        ? new Shortcut.LinearDecay(c.get("min_decay").asDouble())
                        : new Shortcut.Identity(),
                skips ? Skips.ALL : Skips.NONE,
                MaeConfig.FirstStep.XAVIER);
    }

    private static void mae(ParityFile file) {
        MaeConfig config = config(file);
        Tensor images = file.tensor("input.imgs");
        Tensor noise = file.tensor("input.noise");
        try (Mae mae = new Mae(config)) {
            mae.load(file.parameters());
            Mae.Reconstruction r = mae.forward(images, noise, Trace.none());
            r.loss().backward();
            file.check("output.ids_restore", r.mask().idsRestore());
            file.check("output.mask", r.mask().removed());
            file.check("output.latent", r.latent());
            file.check("output.pred", r.prediction());
            file.check("output.patchified", Patches.cut(images, config.patch()));
            file.check("output.loss", r.loss());
            file.checkGradients(mae);
            features(file, mae, images);
            sources(file, mae, r.mask(), images);
            if (!file.expected("output.adamw.").isEmpty()) {
                adamw(file, mae, images, noise);
            }
        }
    }

    private static void features(ParityFile file, Mae mae, Tensor images) {
        try (NoGradGuard g = new NoGradGuard()) {
            Tensor tokens = mae.encode(images, Trace.none());
            file.check("output.features_all_tokens", tokens);
            file.check("output.features_mean", tokens.mean(1));
        }
    }

    private static void sources(ParityFile file, Mae mae, Mask mask, Tensor images) {
        Trace trace = Trace.matching(name -> name.matches("blocks\\.\\d+"));
        try (NoGradGuard g = new NoGradGuard()) {
            mae.encoder().encode(mask.keep(mae.encoder().embed(images)), BranchDrop.NONE, trace);
        }
        for (String name : file.expected("output.skip.")) {
            int i = Integer.parseInt(name.substring("output.skip.".length()));
            file.check(name, trace.get("blocks." + (2 * i + 1)));
        }
    }

    /** Steps on one batch and mask: the loss before each and after the last, then the weights. */
    private static void adamw(ParityFile file, Mae mae, Tensor images, Tensor noise) {
        JsonNode c = file.json("adamw");
        OptimizerConfig adamw =
                new OptimizerConfig.AdamW(
                        c.get("betas").get(0).asDouble(),
                        c.get("betas").get(1).asDouble(),
                        c.get("eps").asDouble(),
                        c.get("weight_decay").asDouble());
        int steps = c.get("steps").asInt();
        double[] losses = new double[steps + 1];
        Map<String, Tensor> parameters = mae.parameters();
        try (Optimizer optimizer =
                adamw.create(ParameterGroup.decayed(parameters, adamw.weightDecay()))) {
            for (int step = 0; step <= steps; step++) {
                Tensor loss = mae.forward(images, noise, Trace.none()).loss();
                losses[step] = loss.item_double();
                if (step < steps) {
                    optimizer.zeroGradients();
                    loss.backward();
                    optimizer.step(c.get("lr").asDouble());
                }
            }
        }
        file.check("output.adamw.losses", losses);
        parameters.forEach((name, p) -> file.check("output.adamw." + name, p));
    }
}
