package org.symbiosis.nested.latents;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nested.latents.Reduction.Centring;
import org.symbiosis.nested.latents.Reduction.Scaling;
import org.symbiosis.testing.ParityCheck;
import org.symbiosis.testing.ParityFile;

/** Parity of channel reduction, feature maps and crops with numpy and PyTorch. */
public final class LatentsParity {
    private LatentsParity() {}

    public static Map<String, ParityCheck> checks() {
        return Map.of("nested-svd-latents", LatentsParity::latents);
    }

    private static void latents(ParityFile file) {
        JsonNode c = file.config();
        int channels = c.get("channels").asInt();
        int kept = c.get("kept").asInt();
        Tensor features = file.tensor("input.features");
        try (ReducerFit fit = new ReducerFit(channels)) {
            fit.add(features.view(-1, channels));
            centred(file, fit, features, kept);
            uncentred(file, fit, features, kept);
        }
        map(file, c);
    }

    private static void centred(ParityFile file, ReducerFit fit, Tensor features, int kept) {
        ReducerFit.Fitted fitted = fit.fit(kept, Reduction.standard());
        ChannelReducer reducer = fitted.reducer();
        Map<String, Tensor> state = reducer.state();
        file.check("output.mean", state.get("mean"));
        file.check("output.centred.components", state.get("components"));
        file.check("output.centred.scale", state.get("scale"));
        file.check("output.centred.singular_values", fitted.singularValues());
        file.check("output.centred.explained_variance_ratio", fitted.shares());
        file.check("output.centred.latent", reducer.apply(features));
        ChannelReducer plain =
                fit.fit(kept, new Reduction(Centring.CENTRED, Scaling.NONE)).reducer();
        file.check("output.centred.coefficients", plain.apply(features));
        ChannelReducer white =
                fit.fit(kept, new Reduction(Centring.CENTRED, Scaling.CHANNEL)).reducer();
        file.check("output.centred.channel_std", white.state().get("scale"));
        file.check("output.centred.whitened", white.apply(features));
        reducer.close();
        plain.close();
        white.close();
    }

    private static void uncentred(ParityFile file, ReducerFit fit, Tensor features, int kept) {
        Reduction raw = new Reduction(Centring.UNCENTRED, Scaling.SCALAR);
        ReducerFit.Fitted fitted = fit.fit(kept, raw);
        try (ChannelReducer reducer = fitted.reducer()) {
            file.check("output.uncentred.singular_values", fitted.singularValues());
            file.check("output.uncentred.components", reducer.state().get("components"));
            file.check("output.uncentred.scale", reducer.state().get("scale"));
            file.check("output.uncentred.latent", reducer.apply(features));
        }
    }

    private static void map(ParityFile file, JsonNode c) {
        Tensor tokens = file.tensor("input.map_tokens"); // (B, N, D), row-major
        long side = Math.round(Math.sqrt((double) tokens.size(1)));
        Tensor map = tokens.transpose(1, 2).reshape(tokens.size(0), tokens.size(2), side, side);
        for (String name : file.expected("output.map_pooled_")) {
            int s = Integer.parseInt(name.replaceAll(".*x", ""));
            file.check(name, HierarchyEncoder.pooled(map, s));
        }
        int grid = c.get("grid").asInt();
        file.check("output.crops", HierarchyEncoder.crops(file.tensor("input.image"), grid));
    }
}
