package org.symbiosis.pretrained;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.Tensor;

/**
 * The autoencoder's tensors under the names of older diffusers files, which {@link AutoencoderKl}
 * uses, of newer ones, and of latent diffusion's own ({@code autoencoder_kl.pth} of the U-ViT,
 * {@code first_stage_model.} in Stable Diffusion's checkpoints).
 *
 * <p>Latent diffusion writes the four matrices of the attention as 1 x 1 convolutions and counts
 * the decoder's levels from the finest. All functions are pure: the tensors they return are those
 * that they were given, or views of them. Names that they do not know stay, so that loading can
 * complain of them.
 */
public final class AutoencoderKlNames {
    private static final String CHECKPOINT = "first_stage_model.";
    private static final Pattern UP = Pattern.compile("decoder\\.up\\.(\\d+)\\.(.*)");
    private static final Pattern UP_BLOCKS = Pattern.compile("decoder\\.up_blocks\\.(\\d+)\\..*");

    private static final NameTable NEWER = newer();
    private static final NameTable LATENT_DIFFUSION = latentDiffusionNames();

    private AutoencoderKlNames() {}

    private static NameTable newer() {
        NameTable table = new NameTable();
        for (String side : new String[] {"encoder", "decoder"}) {
            String at = side + ".mid_block.attentions.0.";
            table.pair(at + "query.*", at + "to_q.*")
                    .pair(at + "key.*", at + "to_k.*")
                    .pair(at + "value.*", at + "to_v.*")
                    .pair(at + "proj_attn.*", at + "to_out.0.*");
        }
        return table;
    }

    /** The decoder's levels are counted as ours here, and turned round beside the table. */
    private static NameTable latentDiffusionNames() {
        NameTable table = new NameTable();
        for (String side : new String[] {"encoder", "decoder"}) {
            String level = side.equals("encoder") ? "down" : "up";
            String ours = side + "." + level + "_blocks.{}.";
            String theirs = side + "." + level + ".{}.";
            middle(table, side);
            table.pair(ours + "resnets.{}.conv_shortcut.*", theirs + "block.{}.nin_shortcut.*")
                    .pair(ours + "resnets.{}.*", theirs + "block.{}.*")
                    .pair(ours + level + "samplers.0.conv.*", theirs + level + "sample.conv.*")
                    .pair(side + ".conv_norm_out.*", side + ".norm_out.*");
        }
        return table;
    }

    private static void middle(NameTable table, String side) {
        String ours = side + ".mid_block.";
        String theirs = side + ".mid.";
        table.pair(ours + "resnets.0.*", theirs + "block_1.*")
                .pair(ours + "resnets.1.*", theirs + "block_2.*")
                .pair(ours + "attentions.0.group_norm.*", theirs + "attn_1.norm.*")
                .pair(ours + "attentions.0.query.*", theirs + "attn_1.q.*")
                .pair(ours + "attentions.0.key.*", theirs + "attn_1.k.*")
                .pair(ours + "attentions.0.value.*", theirs + "attn_1.v.*")
                .pair(ours + "attentions.0.proj_attn.*", theirs + "attn_1.proj_out.*");
    }

    /**
     * The names of older diffusers files, from any of the three. In a whole checkpoint of Stable
     * Diffusion only what lies below {@code first_stage_model.} counts.
     */
    public static Map<String, Tensor> diffusers(Map<String, Tensor> weights) {
        Map<String, Tensor> own = below(weights);
        int levels = levels(own, UP);
        NameTable.Renamed renamed = new NameTable.Renamed();
        own.forEach(
                (name, t) -> {
                    String turned = turn(name, levels);
                    String ours = NEWER.ours(LATENT_DIFFUSION.ours(turned));
                    renamed.accept(ours, isMatrix(ours) ? t.flatten(1, -1) : t);
                });
        return renamed.tensors();
    }

    private static Map<String, Tensor> below(Map<String, Tensor> weights) {
        Map<String, Tensor> own = new LinkedHashMap<>();
        weights.forEach(
                (name, t) -> {
                    if (name.startsWith(CHECKPOINT)) {
                        own.put(name.substring(CHECKPOINT.length()), t);
                    }
                });
        return own.isEmpty() ? weights : own;
    }

    /** The names of newer diffusers files. */
    public static Map<String, Tensor> newerDiffusers(Map<String, Tensor> older) {
        Map<String, Tensor> renamed = new LinkedHashMap<>();
        older.forEach((name, t) -> renamed.put(NEWER.theirs(name), t));
        return renamed;
    }

    /** Latent diffusion's names, without a prefix. */
    public static Map<String, Tensor> latentDiffusion(Map<String, Tensor> older) {
        int levels = levels(older, UP_BLOCKS);
        Map<String, Tensor> renamed = new LinkedHashMap<>();
        older.forEach(
                (name, t) -> {
                    String theirs = turn(LATENT_DIFFUSION.theirs(name), levels);
                    renamed.put(theirs, isMatrix(name) ? t.unsqueeze(2).unsqueeze(3) : t);
                });
        return renamed;
    }

    /** Whether this is one of the attention's matrices. */
    private static boolean isMatrix(String ours) {
        return ours.contains(".attentions.") && ours.endsWith(".weight") && !ours.contains("norm");
    }

    private static int levels(Map<String, Tensor> weights, Pattern level) {
        return weights.keySet().stream()
                .map(level::matcher)
                .filter(Matcher::matches)
                .mapToInt(m -> Integer.parseInt(m.group(1)) + 1)
                .max()
                .orElse(0);
    }

    /** Counts the decoder's levels of latent diffusion from the other end. */
    private static String turn(String theirs, int levels) {
        Matcher m = UP.matcher(theirs);
        return m.matches()
                ? "decoder.up." + (levels - 1 - Integer.parseInt(m.group(1))) + "." + m.group(2)
                : theirs;
    }
}
