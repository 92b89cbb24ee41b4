package org.symbiosis.pretrained;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.symbiosis.UserError;
import org.symbiosis.nn.Bias;
import org.symbiosis.nn.TransformerConfig;
import org.symbiosis.nn.TransformerConfig.BranchScale;
import org.symbiosis.nn.VisionTransformerConfig;
import org.symbiosis.tensor.Shapes;

/** Names and shapes of a vision transformer's tensors, without the tensors. */
final class VitLayout {
    private VitLayout() {}

    /** The layout of a transformer that ends with a norm. */
    static Map<String, long[]> of(VisionTransformerConfig config) {
        TransformerConfig blocks = config.blocks();
        long dim = blocks.dim();
        long hidden = Math.round(dim * blocks.mlpRatio());
        long patch = config.patch();
        Map<String, long[]> all = new LinkedHashMap<>();
        all.put("cls_token", new long[] {1, 1, dim});
        all.put("pos_embed", new long[] {1, 1 + config.grid().size(), dim});
        if (config.registers() > 0) {
            all.put("register_tokens", new long[] {1, config.registers(), dim});
        }
        all.put("patch_embed.proj.weight", new long[] {dim, config.channels(), patch, patch});
        all.put("patch_embed.proj.bias", new long[] {dim});
        for (int l = 0; l < blocks.depth(); l++) {
            String block = "blocks." + l + ".";
            norm(all, block + "norm1", dim);
            all.put(block + "attn.qkv.weight", new long[] {3 * dim, dim});
            if (blocks.qkvBias() == Bias.LEARNT) {
                all.put(block + "attn.qkv.bias", new long[] {3 * dim});
            }
            linear(all, block + "attn.proj", dim, dim);
            boolean scaled = blocks.branchScale() == BranchScale.LEARNT;
            if (scaled) {
                all.put(block + "ls1.gamma", new long[] {dim});
            }
            norm(all, block + "norm2", dim);
            linear(all, block + "mlp.fc1", dim, hidden);
            linear(all, block + "mlp.fc2", hidden, dim);
            if (scaled) {
                all.put(block + "ls2.gamma", new long[] {dim});
            }
        }
        norm(all, "norm", dim);
        return all;
    }

    private static void norm(Map<String, long[]> all, String name, long dim) {
        all.put(name + ".weight", new long[] {dim});
        all.put(name + ".bias", new long[] {dim});
    }

    private static void linear(Map<String, long[]> all, String name, long in, long out) {
        all.put(name + ".weight", new long[] {out, in});
        all.put(name + ".bias", new long[] {out});
    }

    /**
     * Compares a file with what a network needs, before anything of its size is made.
     *
     * @param network what the layout belongs to, for messages
     * @throws UserError naming the first tensor of another shape with both shapes, or up to five
     *     that are missing or left over
     */
    static void check(
            String file, Map<String, long[]> given, String network, Map<String, long[]> wanted) {
        for (Map.Entry<String, long[]> e : wanted.entrySet()) {
            long[] shape = given.get(e.getKey());
            if (shape != null && !Arrays.equals(shape, e.getValue())) {
                throw UserError.failed(
                        "'%s' is %s in %s and %s in %s"
                                .formatted(
                                        e.getKey(),
                                        Shapes.text(shape),
                                        file,
                                        Shapes.text(e.getValue()),
                                        network),
                        "give the weights that belong to the architecture");
            }
        }
        few(file + " lacks tensors of " + network, wanted, given);
        few(file + " holds tensors that " + network + " does not have", given, wanted);
    }

    private static void few(String what, Map<String, long[]> of, Map<String, long[]> without) {
        List<String> names = new ArrayList<>(of.keySet());
        names.removeAll(without.keySet());
        if (!names.isEmpty()) {
            throw UserError.failed(
                    what + ": " + VitNames.fewOf(names),
                    "give the weights that belong to the architecture");
        }
    }
}
