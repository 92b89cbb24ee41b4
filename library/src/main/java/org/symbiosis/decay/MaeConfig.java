package org.symbiosis.decay;

import org.symbiosis.nn.Bias;
import org.symbiosis.nn.Grid;
import org.symbiosis.nn.Positions;
import org.symbiosis.nn.Shortcut;
import org.symbiosis.nn.TransformerConfig;
import org.symbiosis.nn.VisionTransformerConfig;
import org.symbiosis.nn.VisionTransformerConfig.End;

/**
 * A masked autoencoder, plain or with decayed identity shortcuts and U-Net skips (chapter 2).
 *
 * @param height of the images in pixels, a multiple of {@code patch}
 * @param width of the images in pixels, a multiple of {@code patch}
 * @param channels of the images
 * @param patch side of a patch in pixels
 * @param dim channels of an encoder token, a multiple of 4
 * @param depth encoder blocks; even when there are skips
 * @param heads attention heads of the encoder
 * @param decoderDim channels of a decoder token, a multiple of 4
 * @param decoderDepth decoder blocks
 * @param decoderHeads attention heads of the decoder
 * @param mlpRatio hidden channels of an MLP over its input's
 * @param normEps epsilon of the layer norms
 * @param qkvBias whether queries, keys and values have a bias
 * @param maskRatio share of the patches that are removed, in (0, 1)
 * @param target what the decoder predicts
 * @param shortcut the encoder's shortcuts
 * @param skips where the decoder gets the image from
 * @param firstStep whether branches start at zero
 */
public record MaeConfig(
        int height,
        int width,
        int channels,
        int patch,
        int dim,
        int depth,
        int heads,
        int decoderDim,
        int decoderDepth,
        int decoderHeads,
        double mlpRatio,
        double normEps,
        Bias qkvBias,
        double maskRatio,
        Target target,
        Shortcut shortcut,
        Skips skips,
        FirstStep firstStep) {

    /** What the decoder predicts of each patch. */
    public enum Target {
        /** Pixels, each patch brought to mean 0 and variance 1. */
        NORMALISED_PIXELS,
        /** Pixels as they are. */
        PIXELS
    }

    /** What the last linear map of each branch is at the first step. */
    public enum FirstStep {
        /** Drawn like all others: the original masked autoencoder. */
        XAVIER,
        /** Zero, so that norms do not blow up early (section 2.3.2). */
        ZERO_BRANCHES
    }

    /** Checks that the numbers fit together. */
    public MaeConfig {
        Grid grid = Grid.of(height, width, patch);
        if (!(maskRatio > 0 && maskRatio < 1)) {
            throw new IllegalArgumentException("maskRatio must lie in (0, 1), not " + maskRatio);
        }
        if ((int) (grid.size() * (1 - maskRatio)) < 1) {
            throw new IllegalArgumentException(
                    "maskRatio " + maskRatio + " leaves none of " + grid.size() + " patches");
        }
        if (dim % 4 != 0 || decoderDim % 4 != 0) {
            throw new IllegalArgumentException(
                    "dim and decoderDim must be multiples of 4 for sine-cosine positions, not "
                            + dim
                            + " and "
                            + decoderDim);
        }
        if (skips != Skips.NONE && depth % 2 != 0) {
            throw new IllegalArgumentException(
                    "skips start at every second block, so depth must be even, not " + depth);
        }
        new TransformerConfig(dim, depth, heads, mlpRatio, normEps, qkvBias, shortcut);
        new TransformerConfig(
                decoderDim, decoderDepth, decoderHeads, mlpRatio, normEps, qkvBias, shortcut);
    }

    /**
     * ViT-B/16 at 224 pixels with decay to alphaMin 0.6 and skips: ImageNet-1K and the first row of
     * Table 2.3a. 117,038,848 trained values.
     */
    public static MaeConfig table2_1() {
        return imagenet(768, 12, 12, new Shortcut.LinearDecay(0.6));
    }

    /**
     * An encoder of Table 2.2 at 224 pixels: (384, 12), (768, 12), (1024, 12), (768, 18) or (1024,
     * 24), with the schedule down to {@code alphaMin}.
     */
    public static MaeConfig table2_2(int dim, int depth, double alphaMin) {
        return imagenet(dim, depth, dim / 64, new Shortcut.LinearDecay(alphaMin));
    }

    private static MaeConfig imagenet(int dim, int depth, int heads, Shortcut shortcut) {
        return new MaeConfig(
                224,
                224,
                3,
                16,
                dim,
                depth,
                heads,
                512,
                8,
                16,
                4,
                1e-6,
                Bias.LEARNT,
                0.75,
                Target.NORMALISED_PIXELS,
                shortcut,
                Skips.USED,
                FirstStep.ZERO_BRANCHES);
    }

    /**
     * ViT-Tiny at 32 pixels: patch 4, 192 channels, 12 blocks; decoder 96 wide with 6 blocks, so
     * that all six skips arrive. For CIFAR and other small pictures.
     */
    public static MaeConfig cifar() {
        return new MaeConfig(
                32,
                32,
                3,
                4,
                192,
                12,
                3,
                96,
                6,
                3,
                4,
                1e-6,
                Bias.LEARNT,
                0.75,
                Target.NORMALISED_PIXELS,
                new Shortcut.LinearDecay(0.6),
                Skips.USED,
                FirstStep.ZERO_BRANCHES);
    }

    /** Small enough to learn something within minutes on two cores: 96 channels, 6 blocks. */
    public static MaeConfig tiny() {
        return new MaeConfig(
                32,
                32,
                3,
                4,
                96,
                6,
                3,
                64,
                3,
                2,
                4,
                1e-6,
                Bias.LEARNT,
                0.75,
                Target.NORMALISED_PIXELS,
                new Shortcut.LinearDecay(0.6),
                Skips.USED,
                FirstStep.ZERO_BRANCHES);
    }

    /** The original masked autoencoder of the same size: no decay, no skips, no zero start. */
    public MaeConfig original() {
        return withShortcut(new Shortcut.Identity())
                .withSkips(Skips.NONE)
                .withFirstStep(FirstStep.XAVIER);
    }

    /** The same with other shortcuts. */
    public MaeConfig withShortcut(Shortcut other) {
        return with(height, width, other, skips, firstStep);
    }

    /** The same with other skips. */
    public MaeConfig withSkips(Skips other) {
        return with(height, width, shortcut, other, firstStep);
    }

    /** The same with another first step. */
    public MaeConfig withFirstStep(FirstStep other) {
        return with(height, width, shortcut, skips, other);
    }

    /** The same for squares of another side in pixels, a multiple of the patch. */
    public MaeConfig withSide(int side) {
        return with(side, side, shortcut, skips, firstStep);
    }

    private MaeConfig with(
            int newHeight,
            int newWidth,
            Shortcut newShortcut,
            Skips newSkips,
            FirstStep newFirstStep) {
        return new MaeConfig(
                newHeight,
                newWidth,
                channels,
                patch,
                dim,
                depth,
                heads,
                decoderDim,
                decoderDepth,
                decoderHeads,
                mlpRatio,
                normEps,
                qkvBias,
                maskRatio,
                target,
                newShortcut,
                newSkips,
                newFirstStep);
    }

    /** Patches of an image of the configured size. */
    public Grid grid() {
        return Grid.of(height, width, patch);
    }

    /** Patches that the encoder sees. */
    public int kept() {
        return (int) (grid().size() * (1 - maskRatio));
    }

    /**
     * Skip sources that reach no decoder block because there are too few: pixel detail then has to
     * travel through the deep blocks (section 2.3.2).
     */
    public int unreachedSources() {
        return skips == Skips.NONE ? 0 : Math.max(0, depth / 2 - decoderDepth);
    }

    VisionTransformerConfig encoder() {
        return new VisionTransformerConfig(
                height,
                width,
                channels,
                patch,
                new TransformerConfig(dim, depth, heads, mlpRatio, normEps, qkvBias, shortcut),
                Positions.Kind.SIN_COS,
                skips == Skips.NONE ? End.NORM : End.RAW);
    }

    TransformerConfig decoder() {
        return new TransformerConfig(
                decoderDim,
                decoderDepth,
                decoderHeads,
                mlpRatio,
                normEps,
                qkvBias,
                new Shortcut.Identity());
    }

    int patchValues() {
        return patch * patch * channels;
    }
}
