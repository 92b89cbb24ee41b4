package org.symbiosis.nn;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.testing.ParityCheck;
import org.symbiosis.testing.ParityFile;

/** Parity of the blocks that methods share. */
public final class NnParity {
    private static final Pattern SINCOS = Pattern.compile("output\\.d(\\d+)_g(\\d+)_cls([01])");

    private NnParity() {}

    public static Map<String, ParityCheck> checks() {
        return Map.of("sincos", NnParity::sinCos, "vit-tiny", NnParity::vit);
    }

    private static void sinCos(ParityFile file) {
        for (String name : file.expected("output.")) {
            Matcher m = SINCOS.matcher(name);
            if (m.matches()) {
                int grid = Integer.parseInt(m.group(2));
                int cls = Integer.parseInt(m.group(3));
                int dim = Integer.parseInt(m.group(1));
                file.check(name, Positions.sinCos(dim, new Grid(grid, grid), cls));
            }
        }
    }

    private static void vit(ParityFile file) {
        JsonNode c = file.config();
        int depth = c.get("depth").asInt();
        int size = c.get("img_size").asInt();
        int patch = c.get("patch_size").asInt();
        TransformerConfig blocks =
                new TransformerConfig(
                        c.get("embed_dim").asInt(),
                        depth,
                        c.get("num_heads").asInt(),
                        c.get("mlp_ratio").asDouble(),
                        c.get("norm_eps").asDouble(),
                        c.get("qkv_bias").asBoolean() ? Bias.LEARNT : Bias.NONE,
                        new Shortcut.Identity());
        int channels = (int) file.tensor("param.patch_embed.proj.weight").size(1);
        VisionTransformerConfig config =
                new VisionTransformerConfig(
                        size,
                        size,
                        channels,
                        patch,
                        blocks,
                        Positions.Kind.LEARNT,
                        VisionTransformerConfig.End.NORM);
        try (VisionTransformer vit = new VisionTransformer(config);
                NoGradGuard g = new NoGradGuard()) {
            vit.load(file.parameters());
            Trace trace = Trace.matching(name -> true);
            Tensor out = vit.forward(file.tensor("input.imgs"), trace);
            for (int l = 0; l < depth; l++) {
                for (String part : new String[] {"q", "k", "v"}) {
                    file.check(
                            "output." + part + "." + l, trace.get("blocks." + l + ".attn." + part));
                }
                file.check("output.block." + l, trace.get("blocks." + l));
            }
            file.check(
                    "output.last_attention",
                    trace.get("blocks." + (depth - 1) + ".attn.attention"));
            file.check("output.cls_token", out.select(1, 0));
            lastBlocks(file, vit, trace, depth);
            if (file.has("input.imgs_resized")) {
                Tensor resized = file.tensor("input.imgs_resized");
                file.check("output.resized.pos_embed", vit.positions(resized));
                file.check(
                        "output.resized.cls_token",
                        vit.forward(resized, Trace.none()).select(1, 0));
            }
        }
    }

    private static void lastBlocks(ParityFile file, VisionTransformer vit, Trace trace, int depth) {
        for (String name : file.expected("output.intermediate_last")) {
            String[] parts = name.substring("output.intermediate_last".length()).split("\\.", -1);
            int l = depth - Integer.parseInt(parts[0]) + Integer.parseInt(parts[1]);
            file.check(name, vit.end(trace.get("blocks." + l)));
        }
    }
}
