package org.symbiosis.pretrained;

import org.symbiosis.nn.Activation;
import org.symbiosis.nn.Grid;

/**
 * The shape of a CLIP model (Radford et al. 2021).
 *
 * @param image the tower that reads images
 * @param text the tower that reads text
 * @param projection channels of the space that both are projected to
 */
public record ClipConfig(Image image, Text text, int projection) {
    /** Checks that there is a space to project to. */
    public ClipConfig {
        if (projection < 1) {
            throw new IllegalArgumentException("a projection to " + projection + " channels");
        }
    }

    /**
     * A stack of pre-norm blocks.
     *
     * @param width channels of a token
     * @param depth number of blocks
     * @param heads attention heads; divides {@code width}
     * @param mlp hidden channels of the MLP
     * @param normEps added to the variance by the layer norms
     * @param activation of the MLP
     */
    public record Tower(
            int width, int depth, int heads, int mlp, double normEps, Activation activation) {
        /** Checks that the numbers fit together. */
        public Tower {
            if (width < 1 || depth < 1 || heads < 1 || mlp < 1 || !(normEps > 0)) {
                throw new IllegalArgumentException(
                        "width, depth, heads, mlp and normEps must be positive");
            }
            if (width % heads != 0) {
                throw new IllegalArgumentException(
                        "width " + width + " is no multiple of " + heads + " heads");
            }
        }

        /** CLIP's own choices: heads of 64 channels, MLP ratio 4, epsilon 1e-5, quick GELU. */
        public static Tower of(int width, int depth) {
            return new Tower(width, depth, width / 64, 4 * width, 1e-5, Activation.QUICK_GELU);
        }
    }

    /**
     * The image tower.
     *
     * @param tower its blocks
     * @param size side of the images that its positions are for
     * @param patch side of a patch; divides {@code size}
     */
    public record Image(Tower tower, int size, int patch) {
        /** Checks that patches divide the image. */
        public Image {
            Grid.of(size, size, patch);
        }

        /** The grid that the positions are for. */
        public Grid grid() {
            return Grid.of(size, size, patch);
        }
    }

    /**
     * The text tower.
     *
     * @param tower its blocks
     * @param vocabulary number of different ids
     * @param length ids of a text at most, marks included
     * @param end the id that ends a text; its state stands for the whole text
     */
    public record Text(Tower tower, int vocabulary, int length, int end) {
        /** Checks that the numbers fit together. */
        public Text {
            if (vocabulary < 1 || length < 1 || end < 0 || end >= vocabulary) {
                throw new IllegalArgumentException(
                        "the end id "
                                + end
                                + " must lie below the vocabulary's "
                                + vocabulary
                                + ", and the length "
                                + length
                                + " be positive");
            }
        }

        /** A tower over the vocabulary of {@link ClipTokenizer}. */
        public static Text of(int width, int depth) {
            return new Text(
                    Tower.of(width, depth),
                    ClipTokenizer.END + 1,
                    ClipTokenizer.LENGTH,
                    ClipTokenizer.END);
        }

        /** The text tower of ViT-L/14, which is Stable Diffusion 1's and the U-ViT's too. */
        public static Text l14() {
            return of(768, 12);
        }
    }

    /** ViT-B/16 at 224 pixels: {@code openai/clip-vit-base-patch16}. */
    public static ClipConfig b16() {
        return new ClipConfig(new Image(Tower.of(768, 12), 224, 16), Text.of(512, 12), 512);
    }
}
