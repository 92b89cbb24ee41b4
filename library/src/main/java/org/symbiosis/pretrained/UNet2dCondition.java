package org.symbiosis.pretrained;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Activation;
import org.symbiosis.nn.Bias;
import org.symbiosis.nn.Conv2d;
import org.symbiosis.nn.Grid;
import org.symbiosis.nn.GroupNorm;
import org.symbiosis.nn.Layer;
import org.symbiosis.nn.Trace;
import org.symbiosis.pretrained.UNetLevel.Pass;

/**
 * Stable Diffusion 1's denoiser: noisy latents, a time and a text's states to the noise (Rombach et
 * al. 2022), under the names of diffusers files.
 *
 * <p>{@link Trace} hears {@code NAME.q}, {@code .k}, {@code .v} {@code (B, heads, h w, d)}, before
 * scaling, of every self-attention, whose names {@link #selfAttentions} lists; besides {@code
 * time_embedding}, {@code mid_block} and {@code up_blocks.J}.
 */
public final class UNet2dCondition extends Layer {
    private final UNet2dConditionConfig config;
    private final Conv2d convIn;
    private final TimeEmbedding timeEmbedding;
    private final List<UNetDown> downs = new ArrayList<>();
    private final UNetLevel middle;
    private final List<UNetUp> ups = new ArrayList<>();
    private final GroupNorm normOut;
    private final Conv2d convOut;

    /**
     * A self-attention layer.
     *
     * @param name under which a {@link Trace} hears it, with {@code .q}, {@code .k}, {@code .v}
     * @param grid of its tokens, row-major
     * @param channels of a token, over all heads
     */
    public record SelfAttention(String name, Grid grid, int channels) {}

    /** A denoiser with random weights. */
    public UNet2dCondition(UNet2dConditionConfig config) {
        this.config = config;
        int n = config.channels().size();
        int finest = config.level(0);
        convIn = child("conv_in", new Conv2d(config.latent(), finest, 3, 1, Bias.LEARNT));
        timeEmbedding = child("time_embedding", new TimeEmbedding(finest / 2, config.time()));
        for (int l = 0; l < n; l++) {
            downs.add(child("down_blocks." + l, new UNetDown(config, l)));
        }
        int C = config.level(n - 1);
        middle =
                child("mid_block", new UNetLevel())
                        .attending(config.block(C, C), new SpatialTransformer(C, config))
                        .plain(config.block(C, C));
        for (int j = 0; j < n; j++) {
            ups.add(child("up_blocks." + j, new UNetUp(config, n - 1 - j)));
        }
        normOut = child("conv_norm_out", new GroupNorm(config.groups(), finest, 1e-5));
        convOut = child("conv_out", new Conv2d(finest, config.latent(), 3, 1, Bias.LEARNT));
    }

    /** What this denoiser was made from. */
    public UNet2dConditionConfig config() {
        return config;
    }

    /**
     * The noise in latents.
     *
     * @param latents {@code (B, L, h, w)}, scaled; sides are multiples of {@code config.factor()}
     * @param time {@code (B)}, whole numbers from 0 to 999
     * @param text states of a text, {@code (B, M, T)}
     * @return {@code (B, L, h, w)}
     * @throws IllegalArgumentException when a side is no such multiple
     */
    public Tensor forward(Tensor latents, Tensor time, Tensor text, Trace trace) {
        checkSides(latents.size(2), latents.size(3));
        Tensor embedded = timeEmbedding.forward(time); // (B, 4 C)
        trace.offer("time_embedding", () -> embedded);
        Pass pass = new Pass(embedded, text, trace);
        Deque<Tensor> skips = new ArrayDeque<>();
        Tensor x = convIn.forward(latents);
        skips.push(x);
        for (int l = 0; l < downs.size(); l++) {
            x = downs.get(l).forward(x, skips, pass.below("down_blocks." + l));
        }
        Tensor inner = middle(x, pass.below("mid_block"));
        trace.offer("mid_block", () -> inner);
        x = inner;
        for (int j = 0; j < ups.size(); j++) {
            Tensor up = ups.get(j).forward(x, skips, pass.below("up_blocks." + j));
            trace.offer("up_blocks." + j, () -> up);
            x = up;
        }
        return convOut.forward(Activation.SILU.of(normOut.forward(x)));
    }

    private Tensor middle(Tensor x, Pass pass) {
        return middle.forward(1, middle.forward(0, x, pass), pass);
    }

    /** Grid and channels of what {@code up_blocks.J} hands on, by the grid of the latents. */
    SelfAttention up(int j, Grid latents) {
        int level = config.channels().size() - 1 - j;
        int finer = Math.max(0, level - 1);
        Grid grid = new Grid(latents.rows() >> finer, latents.columns() >> finer);
        return new SelfAttention("up_blocks." + j, grid, config.level(level));
    }

    /** What enters the embedding of the time: {@code (B)} to {@code (B, C)}. */
    Tensor timeProjection(Tensor time) {
        return timeEmbedding.project(time);
    }

    private void checkSides(long height, long width) {
        int f = config.factor();
        if (height < f || width < f || height % f != 0 || width % f != 0) {
            throw new IllegalArgumentException(
                    "latents of %d x %d, and the denoiser needs sides that are multiples of %d"
                            .formatted(height, width, f));
        }
    }

    /**
     * The self-attentions in the order of a pass.
     *
     * @param latents rows and columns of the latents
     * @throws IllegalArgumentException when a side is no multiple of {@code config.factor()}
     */
    public List<SelfAttention> selfAttentions(Grid latents) {
        checkSides(latents.rows(), latents.columns());
        int coarsest = config.channels().size() - 1;
        List<SelfAttention> all = new ArrayList<>();
        for (int l = 0; l < downs.size(); l++) {
            list(all, "down_blocks." + l, downs.get(l).selfAttentions(), latents, l);
        }
        list(all, "mid_block", middle.selfAttentions(), latents, coarsest);
        for (int j = 0; j < ups.size(); j++) {
            list(all, "up_blocks." + j, ups.get(j).selfAttentions(), latents, coarsest - j);
        }
        return all;
    }

    private void list(
            List<SelfAttention> into, String part, List<String> names, Grid latents, int l) {
        Grid grid = new Grid(latents.rows() >> l, latents.columns() >> l);
        names.forEach(
                name -> into.add(new SelfAttention(part + "." + name, grid, config.level(l))));
    }
}
