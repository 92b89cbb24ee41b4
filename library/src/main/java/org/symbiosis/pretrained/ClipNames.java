package org.symbiosis.pretrained;

import static org.bytedeco.pytorch.global.torch.cat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/**
 * CLIP's tensors under the names of the Hugging Face hub, which {@link Clip} uses, and under those
 * of OpenAI's own files.
 *
 * <p>OpenAI's files stack query, key and value in one matrix and hold the two projections
 * transposed; their half precision is widened by loading. All functions are pure: the tensors they
 * return are those that they were given, or views of them. Names that they do not know stay, so
 * that loading can complain of them.
 */
public final class ClipNames {
    private static final String IN_PROJ = ".attn.in_proj_";
    private static final String[] PARTS = {"q", "k", "v"};

    /** Tables of indices and notes on sizes that files hold beside the weights. */
    private static final Set<String> NO_WEIGHTS =
            Set.of(
                    "text_model.embeddings.position_ids",
                    "vision_model.embeddings.position_ids",
                    "input_resolution",
                    "context_length",
                    "vocab_size");

    private static final NameTable NAMES = names();

    private ClipNames() {}

    private static NameTable names() {
        String text = "text_model.embeddings.";
        String image = "vision_model.embeddings.";
        NameTable table =
                new NameTable()
                        .pair(text + "token_embedding.weight", "token_embedding.weight")
                        .pair(text + "position_embedding.weight", "positional_embedding")
                        .pair("text_model.final_layer_norm.*", "ln_final.*")
                        .pair("text_projection.weight", "text_projection")
                        .pair(image + "class_embedding", "visual.class_embedding")
                        .pair(image + "patch_embedding.weight", "visual.conv1.weight")
                        .pair(image + "position_embedding.weight", "visual.positional_embedding")
                        .pair("vision_model.pre_layrnorm.*", "visual.ln_pre.*")
                        .pair("vision_model.post_layernorm.*", "visual.ln_post.*")
                        .pair("visual_projection.weight", "visual.proj");
        blocks(table, "text_model.encoder.layers.{}.", "transformer.resblocks.{}.");
        blocks(table, "vision_model.encoder.layers.{}.", "visual.transformer.resblocks.{}.");
        return table;
    }

    private static void blocks(NameTable table, String ours, String theirs) {
        table.pair(ours + "self_attn.out_proj.*", theirs + "attn.out_proj.*")
                .pair(ours + "layer_norm1.*", theirs + "ln_1.*")
                .pair(ours + "layer_norm2.*", theirs + "ln_2.*")
                .pair(ours + "mlp.fc1.*", theirs + "mlp.c_fc.*")
                .pair(ours + "mlp.fc2.*", theirs + "mlp.c_proj.*")
                .pair(ours + "self_attn.in_proj_*", theirs + "attn.in_proj_*");
    }

    /** The hub's names, from either; tables of indices and notes on sizes are left out. */
    public static Map<String, Tensor> hub(Map<String, Tensor> weights) {
        NameTable.Renamed renamed = new NameTable.Renamed();
        weights.forEach(
                (name, t) -> {
                    String ours = NAMES.ours(name);
                    if (NO_WEIGHTS.contains(name)) {
                        return;
                    }
                    if (name.contains(IN_PROJ)) {
                        unstack(ours, t, renamed);
                    } else {
                        renamed.accept(ours, isTransposed(name) ? t.t() : t);
                    }
                });
        return renamed.tensors();
    }

    private static void unstack(String name, Tensor stacked, NameTable.Renamed into) {
        long D = stacked.size(0) / PARTS.length;
        for (int i = 0; i < PARTS.length; i++) {
            String part = name.replace(".in_proj_", "." + PARTS[i] + "_proj.");
            into.accept(part, stacked.narrow(0, i * D, D));
        }
    }

    private static boolean isTransposed(String openAiName) {
        return openAiName.equals("visual.proj") || openAiName.equals("text_projection");
    }

    /**
     * OpenAI's names.
     *
     * @param hub all tensors of a {@link Clip}, by the hub's names
     */
    public static Map<String, Tensor> openAi(Map<String, Tensor> hub) {
        Map<String, Tensor> renamed = new LinkedHashMap<>();
        hub.forEach(
                (name, t) -> {
                    if (name.contains(".q_proj.")) {
                        TensorVector parts = new TensorVector();
                        for (String part : PARTS) {
                            parts.push_back(hub.get(name.replace(".q_", "." + part + "_")));
                        }
                        String stacked = name.replace(".q_proj.", ".in_proj_");
                        renamed.put(NAMES.theirs(stacked), cat(parts, 0));
                    } else if (!name.contains(".k_proj.") && !name.contains(".v_proj.")) {
                        String theirs = NAMES.theirs(name);
                        renamed.put(theirs, isTransposed(theirs) ? t.t() : t);
                    }
                });
        return renamed;
    }

    /** What {@link ClipImage} loads, out of all tensors under either names. */
    public static Map<String, Tensor> image(Map<String, Tensor> weights) {
        Map<String, Tensor> part = hub(weights);
        part.keySet().removeIf(n -> !n.startsWith("vision_model.") && !n.startsWith("visual_"));
        return part;
    }

    /** What {@link ClipText} loads, out of all tensors under either names. */
    public static Map<String, Tensor> text(Map<String, Tensor> weights) {
        Map<String, Tensor> part = hub(weights);
        part.keySet().removeIf(n -> !n.startsWith("text_model."));
        return part;
    }
}
