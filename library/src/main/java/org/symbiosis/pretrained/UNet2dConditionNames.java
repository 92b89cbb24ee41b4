package org.symbiosis.pretrained;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.Tensor;

/**
 * The denoiser's tensors under the names of diffusers files, which {@link UNet2dCondition} uses,
 * and under latent diffusion's own: those below {@code model.diffusion_model.} in Stable
 * Diffusion's checkpoints.
 *
 * <p>Latent diffusion counts all blocks of the way down, and of the way up, in one row, the halving
 * among them. All functions are pure: the tensors they return are those that they were given. Names
 * that they do not know stay, so that loading can complain of them.
 */
public final class UNet2dConditionNames {
    private static final String CHECKPOINT = "model.diffusion_model.";
    private static final Pattern HALVING = Pattern.compile("input_blocks\\.(\\d+)\\.0\\.op\\.bias");
    private static final Pattern DOWN =
            Pattern.compile("down_blocks\\.(\\d+)\\.resnets\\.(\\d+)\\..*");

    private UNet2dConditionNames() {}

    /**
     * How deep a network is.
     *
     * @param levels of resolution
     * @param layers ResNet blocks of a level on the way down
     */
    private record Depth(int levels, int layers) {
        /**
         * By latent diffusion's names: block 0 is a convolution, and each level ends by halving.
         */
        static Depth ofLatentDiffusion(Set<String> names) {
            int levels = 1;
            int first = Integer.MAX_VALUE;
            for (String name : names) {
                Matcher m = HALVING.matcher(name);
                if (m.matches()) {
                    levels++;
                    first = Math.min(first, Integer.parseInt(m.group(1)));
                }
            }
            return new Depth(levels, first == Integer.MAX_VALUE ? 0 : first - 1);
        }

        static Depth ofDiffusers(Set<String> names) {
            int levels = 0;
            int layers = 0;
            for (String name : names) {
                Matcher m = DOWN.matcher(name);
                if (m.matches()) {
                    levels = Math.max(levels, 1 + Integer.parseInt(m.group(1)));
                    layers = Math.max(layers, 1 + Integer.parseInt(m.group(2)));
                }
            }
            return new Depth(levels, layers);
        }

        NameTable table() {
            NameTable table = new NameTable();
            table.pair("conv_in.*", "input_blocks.0.0.*")
                    .pair("time_embedding.linear_1.*", "time_embed.0.*")
                    .pair("time_embedding.linear_2.*", "time_embed.2.*")
                    .pair("conv_norm_out.*", "out.0.*")
                    .pair("conv_out.*", "out.2.*");
            block(table, "mid_block.resnets.0.", "middle_block.0.");
            table.pair("mid_block.attentions.0.*", "middle_block.1.*");
            block(table, "mid_block.resnets.1.", "middle_block.2.");
            for (int l = 0; l < levels; l++) {
                down(table, l);
                up(table, l);
            }
            return table;
        }

        private void down(NameTable table, int l) {
            String ours = "down_blocks." + l + ".";
            int from = 1 + l * (layers + 1);
            for (int r = 0; r < layers; r++) {
                String theirs = "input_blocks." + (from + r) + ".";
                block(table, ours + "resnets." + r + ".", theirs + "0.");
                table.pair(ours + "attentions." + r + ".*", theirs + "1.*");
            }
            String halving = "input_blocks." + (from + layers) + ".0.op.*";
            table.pair(ours + "downsamplers.0.conv.*", halving);
        }

        private void up(NameTable table, int j) {
            String ours = "up_blocks." + j + ".";
            int from = j * (layers + 1);
            // The coarsest level has no attention, so that its doubling is counted earlier.
            int place = j == 0 ? 1 : 2;
            table.pair(
                    ours + "upsamplers.0.conv.*",
                    "output_blocks." + (from + layers) + "." + place + ".conv.*");
            for (int r = 0; r <= layers; r++) {
                String theirs = "output_blocks." + (from + r) + ".";
                block(table, ours + "resnets." + r + ".", theirs + "0.");
                table.pair(ours + "attentions." + r + ".*", theirs + "1.*");
            }
        }

        private static void block(NameTable table, String ours, String theirs) {
            table.pair(ours + "norm1.*", theirs + "in_layers.0.*")
                    .pair(ours + "conv1.*", theirs + "in_layers.2.*")
                    .pair(ours + "time_emb_proj.*", theirs + "emb_layers.1.*")
                    .pair(ours + "norm2.*", theirs + "out_layers.0.*")
                    .pair(ours + "conv2.*", theirs + "out_layers.3.*")
                    .pair(ours + "conv_shortcut.*", theirs + "skip_connection.*");
        }
    }

    /** Whether a file with these names holds a denoiser of either naming. */
    static boolean recognises(Set<String> names) {
        return names.contains("time_embedding.linear_1.weight") || isCheckpoint(names);
    }

    /** Whether these are the names of a whole checkpoint of Stable Diffusion. */
    static boolean isCheckpoint(Set<String> names) {
        return names.stream().anyMatch(name -> name.contains(CHECKPOINT));
    }

    /**
     * The names of diffusers files, from either. In a whole checkpoint of Stable Diffusion only
     * what lies below {@code model.diffusion_model.} counts.
     */
    public static Map<String, Tensor> diffusers(Map<String, Tensor> weights) {
        Map<String, Tensor> own = below(weights);
        if (own.containsKey("conv_in.weight")) {
            return own;
        }
        NameTable table = Depth.ofLatentDiffusion(own.keySet()).table();
        NameTable.Renamed renamed = new NameTable.Renamed();
        own.forEach((name, t) -> renamed.accept(table.ours(name), t));
        return renamed.tensors();
    }

    /** Latent diffusion's names, without a prefix, from those of diffusers files. */
    public static Map<String, Tensor> latentDiffusion(Map<String, Tensor> diffusers) {
        NameTable table = Depth.ofDiffusers(diffusers.keySet()).table();
        Map<String, Tensor> renamed = new LinkedHashMap<>();
        diffusers.forEach((name, t) -> renamed.put(table.theirs(name), t));
        return renamed;
    }

    private static Map<String, Tensor> below(Map<String, Tensor> weights) {
        Map<String, Tensor> own = new LinkedHashMap<>();
        weights.forEach(
                (name, t) -> {
                    int at = name.indexOf(CHECKPOINT);
                    if (at == 0 || at > 0 && name.charAt(at - 1) == '.') {
                        own.put(name.substring(at + CHECKPOINT.length()), t);
                    }
                });
        return own.isEmpty() ? weights : own;
    }
}
