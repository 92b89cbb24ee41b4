package org.symbiosis.decay;

import java.util.ArrayList;
import java.util.List;
import org.symbiosis.nn.Shortcut;

/**
 * A residual network of basic blocks for supervised classification, with decayed shortcuts (A.2.2).
 *
 * @param stem what comes before the blocks
 * @param blocks in each stage; the first stage keeps the size, each later one halves it and doubles
 *     the channels
 * @param width channels of the first stage
 * @param classes to tell apart
 * @param shortcut of the blocks, one factor for each
 */
public record ResNetConfig(
        Stem stem, List<Integer> blocks, int width, int classes, Shortcut shortcut) {
    private static final List<Integer> RESNET_18 = List.of(2, 2, 2, 2);
    private static final int REPEATED_STAGE = 2;
    private static final int LEAST_DEPTH = 8;
    private static final int LARGEST_DEPTH = 16;

    /** What comes before the blocks. */
    public enum Stem {
        /** A convolution of 7 pixels with stride 2 and a max-pool: pictures of 224 pixels. */
        PHOTOS,
        /** A convolution of 3 pixels: pictures of 32 pixels. */
        SMALL_PICTURES
    }

    /** Checks the ranges. */
    public ResNetConfig {
        blocks = List.copyOf(blocks);
        if (blocks.isEmpty() || blocks.stream().anyMatch(n -> n < 1)) {
            throw new IllegalArgumentException(
                    "blocks must name at least one block for each stage, not " + blocks);
        }
        if (width < 1 || classes < 2) {
            throw new IllegalArgumentException(
                    "width must be at least 1 and classes at least 2, not "
                            + width
                            + " and "
                            + classes);
        }
        if (shortcut instanceof Shortcut.AttentionOnly || shortcut instanceof Shortcut.MlpOnly) {
            throw new IllegalArgumentException(
                    "a residual network has neither attention nor MLP branches");
        }
    }

    /** ResNet-18 for photos with alphaMin 0.7, the better one of A.2.2. */
    public static ResNetConfig resnet18(int classes) {
        return new ResNetConfig(Stem.PHOTOS, RESNET_18, 64, classes, new Shortcut.LinearDecay(0.7));
    }

    /** ResNet-18 for pictures of 32 pixels. */
    public static ResNetConfig cifar(int classes) {
        return new ResNetConfig(
                Stem.SMALL_PICTURES, RESNET_18, 64, classes, new Shortcut.LinearDecay(0.7));
    }

    /** The same with a quarter of the channels: minutes on two cores. */
    public static ResNetConfig tiny(int classes) {
        return new ResNetConfig(
                Stem.SMALL_PICTURES, RESNET_18, 16, classes, new Shortcut.LinearDecay(0.7));
    }

    /**
     * ResNet-18 made deeper by repeating blocks of its third stage.
     *
     * @param depth blocks in all, 8 to 16
     */
    public ResNetConfig withDepth(int depth) {
        if (depth < LEAST_DEPTH || depth > LARGEST_DEPTH) {
            throw new IllegalArgumentException(
                    "depth must lie in %d to %d, not %d"
                            .formatted(LEAST_DEPTH, LARGEST_DEPTH, depth));
        }
        List<Integer> deeper = new ArrayList<>(RESNET_18);
        deeper.set(REPEATED_STAGE, RESNET_18.get(REPEATED_STAGE) + depth - LEAST_DEPTH);
        return new ResNetConfig(stem, deeper, width, classes, shortcut);
    }

    /** The same with other shortcuts. */
    public ResNetConfig withShortcut(Shortcut other) {
        return new ResNetConfig(stem, blocks, width, classes, other);
    }

    /** The same for another number of classes. */
    public ResNetConfig withClasses(int other) {
        return new ResNetConfig(stem, blocks, width, other, shortcut);
    }

    /** Blocks in all. */
    public int depth() {
        return blocks.stream().mapToInt(Integer::intValue).sum();
    }

    /** Channels of a stage, from 0. */
    int width(int stage) {
        return width << stage;
    }
}
