package org.symbiosis.adversarial;

import java.util.List;
import org.symbiosis.nn.Activation;

/** What of a discriminator sees the image: the feature extractor that is left in the end. */
public sealed interface BackboneConfig {
    /** Values of a feature vector. */
    int features();

    /** Channels of an image, or coordinates of a point. */
    int channels();

    /** Input values have to be of this many pixels each way; 1 for points. */
    int reduction();

    /**
     * A residual network without strided convolutions (appendix B.1).
     *
     * @param channels of the images
     * @param baseWidth channels after the first convolution
     * @param stages from the first on
     * @param channelsPerGroup of the group norms; fewer channels form one group
     * @param firstNorm whether a block's first convolution has a norm too
     * @param activation between the layers
     */
    record Residual(
            int channels,
            int baseWidth,
            List<Stage> stages,
            int channelsPerGroup,
            FirstNorm firstNorm,
            Activation activation)
            implements BackboneConfig {
        /** Checks the ranges. */
        public Residual {
            stages = List.copyOf(stages);
            atLeastOne("channels", channels);
            atLeastOne("baseWidth", baseWidth);
            atLeastOne("channelsPerGroup", channelsPerGroup);
            if (stages.isEmpty()) {
                throw new IllegalArgumentException("a backbone needs at least one stage");
            }
            for (Stage stage : stages) {
                int width = stage.width() * baseWidth;
                if (width > channelsPerGroup && width % channelsPerGroup != 0) {
                    throw new IllegalArgumentException(
                            "channelsPerGroup " + channelsPerGroup + " does not divide " + width);
                }
            }
        }

        /** The modified ResNet-18 for images of 32 pixels: four stages, 64 to 512 channels. */
        public static Residual cifar(int baseWidth) {
            return of(
                    baseWidth,
                    List.of(
                            new Stage(1, 2, 1),
                            new Stage(2, 2, 2),
                            new Stage(4, 2, 2),
                            new Stage(8, 2, 2)));
        }

        /** The same for 128 pixels: the first stage twice, and every stage halves the image. */
        public static Residual imagenet(int baseWidth) {
            return of(
                    baseWidth,
                    List.of(
                            new Stage(1, 2, 2),
                            new Stage(1, 2, 2),
                            new Stage(2, 2, 2),
                            new Stage(4, 2, 2),
                            new Stage(8, 2, 2)));
        }

        private static Residual of(int baseWidth, List<Stage> stages) {
            return new Residual(3, baseWidth, stages, 16, FirstNorm.NONE, Activation.ELU);
        }

        @Override
        public int features() {
            return baseWidth * stages.get(stages.size() - 1).width();
        }

        @Override
        public int reduction() {
            return stages.stream().mapToInt(Stage::stride).reduce(1, (a, b) -> a * b);
        }
    }

    /**
     * Blocks of one width.
     *
     * @param width as a multiple of the base width
     * @param blocks how many
     * @param stride by which the first of them reduces the image
     */
    record Stage(int width, int blocks, int stride) {
        /** Checks the ranges. */
        public Stage {
            atLeastOne("width", width);
            atLeastOne("blocks", blocks);
            atLeastOne("stride", stride);
        }
    }

    /** What follows the first convolution of a block. */
    enum FirstNorm {
        /** The activation at once. */
        NONE,
        /** A group norm, then the activation. */
        GROUP
    }

    /**
     * Layers on coordinates, for the double spiral.
     *
     * @param channels coordinates of a point
     * @param width of every layer, and of the feature
     * @param layers after the first one, each with a group norm
     * @param channelsPerGroup of the group norms
     * @param inputScale factor of the coordinates before the first layer
     */
    record Perceptron(int channels, int width, int layers, int channelsPerGroup, double inputScale)
            implements BackboneConfig {
        /** Checks the ranges. */
        public Perceptron {
            atLeastOne("channels", channels);
            atLeastOne("width", width);
            atLeastOne("layers", layers);
            atLeastOne("channelsPerGroup", channelsPerGroup);
            if (width > channelsPerGroup && width % channelsPerGroup != 0) {
                throw new IllegalArgumentException(
                        "channelsPerGroup " + channelsPerGroup + " does not divide " + width);
            }
            if (!(inputScale > 0) || Double.isInfinite(inputScale)) {
                throw new IllegalArgumentException(
                        "inputScale must be positive, not " + inputScale);
            }
        }

        @Override
        public int features() {
            return width;
        }

        @Override
        public int reduction() {
            return 1;
        }
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, not " + value);
        }
    }
}
