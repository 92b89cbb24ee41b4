package org.symbiosis.nn;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * A U-ViT (Bao et al. 2023): a transformer over patches, time and conditions, with long skips from
 * its first half to its second.
 *
 * @param height of the input, a multiple of {@code patch}
 * @param width of the input, a multiple of {@code patch}
 * @param channels of the input: 3 for pixels, 4 for latents of Stable Diffusion
 * @param patch side of a patch
 * @param dim channels of a token
 * @param depth blocks on both sides of the middle one together, even: {@code depth + 1} in all
 * @param heads attention heads; divides {@code dim}
 * @param mlpRatio hidden channels of the MLP over {@code dim}
 * @param normEps added to the variance by the layer norms
 * @param qkvBias whether queries, keys and values have a bias
 * @param shortcut how branches join their input, from the first block to the last one
 * @param skipNorm whether what a long skip joins is normalised first
 * @param time what becomes of the time's cosines and sines
 * @param conditioning what the network is told besides the time
 * @param end what follows the prediction of patches
 * @param firstStep what the branches are at first
 * @param firstWeights what all else is at first; as published where nothing is named
 */
public record UVitConfig(
        int height,
        int width,
        int channels,
        int patch,
        int dim,
        int depth,
        int heads,
        double mlpRatio,
        double normEps,
        Bias qkvBias,
        Shortcut shortcut,
        SkipNorm skipNorm,
        Time time,
        UVitConditioning conditioning,
        End end,
        FirstStep firstStep,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) FirstWeights firstWeights) {
    /** Whether what a long skip joins is normalised first. */
    public enum SkipNorm {
        /** It is not, as published. */
        NONE,
        /** A layer norm, {@code skip_norm}: for deep networks whose long skips grow. */
        LAYER_NORM
    }

    /** What becomes of the time's cosines and sines. */
    public enum Time {
        /** They are the token. */
        WAVES,
        /** Two linear maps with a SiLU between them. */
        MLP
    }

    /** What follows the prediction of patches. */
    public enum End {
        /** A convolution of 3 x 3, {@code final_layer}. */
        CONVOLUTION,
        /** Nothing. */
        PATCHES
    }

    /** What the branches are at first. */
    public enum FirstStep {
        /** Truncated normal, as published. */
        TRUNCATED_NORMAL,
        /** The last linear map of every branch is zero (section 2.3.3): wanted with decay. */
        ZERO_BRANCHES
    }

    /** What weights and positions are at first. */
    public enum FirstWeights {
        /** All of deviation 0.02, as published: made for 512 channels and more. */
        PUBLISHED,
        /**
         * Matrices as large as keeps the size of what they map, {@code 1 / sqrt(fan in)}, and
         * positions of sines and cosines, which are learnt from there: with 0.02 a narrow network
         * sees all places as alike for its first thousands of steps. The last convolution begins as
         * the identity: out of a random kernel it may come to blur, and stay so.
         */
        BY_FAN
    }

    /** Checks that the numbers fit together. */
    public UVitConfig {
        firstWeights = firstWeights == null ? FirstWeights.PUBLISHED : firstWeights;
        Grid.of(height, width, patch);
        if (channels < 1) {
            throw new IllegalArgumentException("channels must be at least 1, not " + channels);
        }
        if (depth < 0 || depth % 2 != 0) {
            throw new IllegalArgumentException(
                    "long skips pair blocks, so depth must be even, not " + depth);
        }
        new TransformerConfig(dim, depth + 1, heads, mlpRatio, normEps, qkvBias, shortcut);
    }

    /**
     * U-ViT-S/2 on pictures of 32 pixels: 512 channels, 13 blocks; 44,255,328 trained values. The
     * first rows of Table 2.4.
     */
    public static UVitConfig small() {
        return of(32, 3, 2, 512, 12, 8);
    }

    /**
     * U-ViT-M/2 on latents of 32 x 32: 768 channels, 17 blocks; 130,122,404 trained values. The
     * other rows of Table 2.4.
     */
    public static UVitConfig mid() {
        return of(32, 4, 2, 768, 16, 12);
    }

    /** U-ViT-L/2 on latents of 32 x 32: 1024 channels, 21 blocks. */
    public static UVitConfig large() {
        return of(32, 4, 2, 1024, 20, 16);
    }

    /** Learns something on two cores: 32 pixels, patch 4, 128 channels, 5 blocks. */
    public static UVitConfig tiny() {
        return of(32, 3, 4, 128, 4, 4).withTime(Time.MLP).withFirstWeights(FirstWeights.BY_FAN);
    }

    /**
     * A level of nested diffusion (chapter 5): 768 channels, 13 blocks, the time through an MLP.
     *
     * @param channels of the level's latent
     * @param side of the level's latent
     * @param patch side of a patch
     * @param end a convolution at the lowest level only (Table D.1)
     * @param uppers the latents above, the top first
     */
    public static UVitConfig level(
            int channels, int side, int patch, End end, List<UVitConditioning.Latent> uppers) {
        return of(side, channels, patch, 768, 12, 12)
                .withTime(Time.MLP)
                .withEnd(end)
                .withConditioning(UVitConditioning.none().withLatents(uppers));
    }

    /** The lowest level of a chain of one, on latents of 32 x 32: L = 1 of Table 5.1. */
    public static UVitConfig midOfChapter5() {
        return level(4, 32, 2, End.CONVOLUTION, List.of());
    }

    /** As {@link #midOfChapter5} with 17 blocks: L = 1* of Table 5.1, as costly as L = 5. */
    public static UVitConfig midStar() {
        return midOfChapter5().withSize(768, 16, 12);
    }

    private static UVitConfig of(int side, int channels, int patch, int dim, int depth, int heads) {
        return new UVitConfig(
                side,
                side,
                channels,
                patch,
                dim,
                depth,
                heads,
                4,
                1e-5,
                Bias.NONE,
                new Shortcut.Identity(),
                SkipNorm.NONE,
                Time.WAVES,
                UVitConditioning.none(),
                End.CONVOLUTION,
                FirstStep.TRUNCATED_NORMAL,
                FirstWeights.PUBLISHED);
    }

    /** The patches of an input of the configured size. */
    public Grid grid() {
        return Grid.of(height, width, patch);
    }

    /** Blocks in all: {@code depth + 1}. */
    public int blocks() {
        return depth + 1;
    }

    /** Tokens in front of the patches: class, time, text, upper latents. */
    public int extras() {
        return 1 + conditioning.tokens();
    }

    /** The effective decay alpha_eff of all blocks together. */
    public double effectiveDecay() {
        return shortcut.effective(blocks());
    }

    /** Its blocks as one stack, whose branches are numbered through. */
    TransformerConfig stack() {
        return new TransformerConfig(dim, blocks(), heads, mlpRatio, normEps, qkvBias, shortcut);
    }

    /**
     * The same with shortcuts that fall to {@code alphaMin} at the last branch, and branches that
     * are zero at first.
     */
    public UVitConfig decayed(double alphaMin) {
        return withShortcut(new Shortcut.LinearDecay(alphaMin))
                .withFirstStep(FirstStep.ZERO_BRANCHES);
    }

    /** The same on inputs of another size. */
    public UVitConfig withInput(int newChannels, int newHeight, int newWidth, int newPatch) {
        return shaped(newHeight, newWidth, newChannels, newPatch, dim, depth, heads);
    }

    /** The same of another size. */
    public UVitConfig withSize(int newDim, int newDepth, int newHeads) {
        return shaped(height, width, channels, patch, newDim, newDepth, newHeads);
    }

    private UVitConfig shaped(int h, int w, int c, int p, int newDim, int newDepth, int newHeads) {
        return new UVitConfig(
                h,
                w,
                c,
                p,
                newDim,
                newDepth,
                newHeads,
                mlpRatio,
                normEps,
                qkvBias,
                shortcut,
                skipNorm,
                time,
                conditioning,
                end,
                firstStep,
                firstWeights);
    }

    /** The same with other shortcuts. */
    public UVitConfig withShortcut(Shortcut other) {
        return with(other, time, conditioning, end, firstStep, firstWeights);
    }

    /** The same with another treatment of the time. */
    public UVitConfig withTime(Time other) {
        return with(shortcut, other, conditioning, end, firstStep, firstWeights);
    }

    /** The same told other things. */
    public UVitConfig withConditioning(UVitConditioning other) {
        return with(shortcut, time, other, end, firstStep, firstWeights);
    }

    /** The same with another end. */
    public UVitConfig withEnd(End other) {
        return with(shortcut, time, conditioning, other, firstStep, firstWeights);
    }

    /** The same with another first step. */
    public UVitConfig withFirstStep(FirstStep other) {
        return with(shortcut, time, conditioning, end, other, firstWeights);
    }

    /** The same with other first weights. */
    public UVitConfig withFirstWeights(FirstWeights other) {
        return with(shortcut, time, conditioning, end, firstStep, other);
    }

    private UVitConfig with(
            Shortcut newShortcut,
            Time newTime,
            UVitConditioning newConditioning,
            End newEnd,
            FirstStep newFirstStep,
            FirstWeights newFirstWeights) {
        return new UVitConfig(
                height,
                width,
                channels,
                patch,
                dim,
                depth,
                heads,
                mlpRatio,
                normEps,
                qkvBias,
                newShortcut,
                skipNorm,
                newTime,
                newConditioning,
                newEnd,
                newFirstStep,
                newFirstWeights);
    }
}
