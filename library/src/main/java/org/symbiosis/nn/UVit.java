package org.symbiosis.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * A U-ViT: predicts the noise in an image or latent at a time of the diffusion (Bao et al. 2023),
 * with every {@link Shortcut} from the first block to the end of the last (section 2.4.2).
 *
 * <p>Weights carry the reference's names: {@code in_blocks.I}, {@code mid_block}, {@code
 * out_blocks.I} with their {@code skip_linear}, {@code norm}, {@code decoder_pred}, {@code
 * final_layer}. {@link Trace} hears the blocks by these names, and {@code time}, {@code
 * patch_embed}, {@code decoder_pred}.
 */
public final class UVit extends Layer {
    private final UVitConfig config;
    private final UVitTokens tokens;
    private final List<TransformerBlock> inBlocks = new ArrayList<>();
    private final TransformerBlock midBlock;
    private final List<UVitOutBlock> outBlocks = new ArrayList<>();
    private final LayerNorm norm;
    private final Linear decoderPred;
    private final Conv2d finalLayer;

    /** A network with first values drawn from the engine's generator. */
    public UVit(UVitConfig config) {
        this.config = config;
        int half = config.depth() / 2;
        tokens = child("", new UVitTokens(config));
        TransformerConfig stack = config.stack();
        for (int i = 0; i < half; i++) {
            inBlocks.add(child("in_blocks." + i, new TransformerBlock(stack, i)));
        }
        midBlock = child("mid_block", new TransformerBlock(stack, half));
        for (int i = 0; i < half; i++) {
            outBlocks.add(child("out_blocks." + i, new UVitOutBlock(config, half + 1 + i)));
        }
        norm = child("norm", new LayerNorm(config.dim(), config.normEps()));
        int values = config.patch() * config.patch() * config.channels();
        decoderPred = child("decoder_pred", new Linear(config.dim(), values));
        finalLayer =
                config.end() == UVitConfig.End.CONVOLUTION
                        ? child(
                                "final_layer",
                                new Conv2d(config.channels(), config.channels(), 3, 1, Bias.LEARNT))
                        : null;
        initialise();
    }

    private void first(Tensor matrix) {
        switch (config.firstWeights()) {
            case PUBLISHED -> Initialisation.truncatedNormal(matrix, 0.02);
            case BY_FAN ->
                    Initialisation.truncatedNormal(matrix, 1 / Math.sqrt((double) matrix.size(1)));
        }
    }

    private void initialise() {
        Map<String, Tensor> all = parameters();
        all.forEach(
                (name, p) -> {
                    if (p.dim() == 2 && name.endsWith(".weight")) {
                        first(p);
                        Tensor bias = all.get(name.replaceAll("weight$", "bias"));
                        if (bias != null) {
                            Initialisation.constant(bias, 0);
                        }
                    }
                });
        tokens.initialise();
        if (finalLayer != null && config.firstWeights() == UVitConfig.FirstWeights.BY_FAN) {
            Initialisation.identity(finalLayer.weight());
            Initialisation.constant(all.get("final_layer.bias"), 0);
        }
        if (config.firstStep() == UVitConfig.FirstStep.ZERO_BRANCHES) {
            inBlocks.forEach(TransformerBlock::zeroBranches);
            midBlock.zeroBranches();
            outBlocks.forEach(UVitOutBlock::zeroBranches);
        }
    }

    /** What this network was made from. */
    public UVitConfig config() {
        return config;
    }

    /** The names by which {@link Trace} hears the blocks, first to last. */
    public List<String> blockNames() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < inBlocks.size(); i++) {
            names.add("in_blocks." + i);
        }
        names.add("mid_block");
        for (int i = 0; i < outBlocks.size(); i++) {
            names.add("out_blocks." + i);
        }
        return names;
    }

    /** All alphas as they are now, in branch order, {@code 2 * (depth + 1)} values. */
    public double[] alphas() {
        List<TransformerBlock> blocks = new ArrayList<>(inBlocks);
        blocks.add(midBlock);
        outBlocks.forEach(b -> blocks.add(b.block()));
        return blocks.stream().flatMapToDouble(b -> Arrays.stream(b.alphas())).toArray();
    }

    /**
     * What the network says of noisy inputs: the noise in them, unless it was trained for another
     * target.
     *
     * @param x {@code (B, C, H, W)}
     * @param time as the schedule tells it to networks, {@code (B)}
     * @return {@code (B, C, H, W)}
     */
    public Tensor forward(Tensor x, Tensor time, UVitContext context, Trace trace) {
        Tensor h = blocks(tokens.forward(x, time, context, trace), trace);
        Tensor patches = decoderPred.forward(norm.forward(h)); // (B, extras + N, p * p * C)
        trace.offer("decoder_pred", () -> patches);
        Grid grid = Grid.of(x.size(2), x.size(3), config.patch());
        Tensor own = patches.narrow(1, config.extras(), grid.size());
        Tensor joined = Patches.join(own, grid, config.patch()); // (B, C, H, W)
        return finalLayer == null ? joined : finalLayer.forward(joined);
    }

    /** Maps all tokens {@code (B, extras + N, D)} to what the last block gives. */
    private Tensor blocks(Tensor x, Trace trace) {
        Tensor h = x;
        List<Tensor> skips = new ArrayList<>();
        for (int i = 0; i < inBlocks.size(); i++) {
            h = heard("in_blocks." + i, inBlocks.get(i), h, trace);
            skips.add(h);
        }
        h = heard("mid_block", midBlock, h, trace);
        for (int i = 0; i < outBlocks.size(); i++) {
            String name = "out_blocks." + i;
            Tensor skip = skips.get(skips.size() - 1 - i);
            Tensor after = outBlocks.get(i).forward(h, skip, trace.below(name));
            trace.offer(name, () -> after);
            h = after;
        }
        return h;
    }

    private static Tensor heard(String name, TransformerBlock block, Tensor x, Trace trace) {
        Tensor after = block.forward(x, trace.below(name));
        trace.offer(name, () -> after);
        return after;
    }
}
