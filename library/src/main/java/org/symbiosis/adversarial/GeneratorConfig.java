package org.symbiosis.adversarial;

import java.util.List;

/** What makes images, or points, out of noise. */
public sealed interface GeneratorConfig {
    /** Values of a noise vector. */
    int noise();

    /** Shape of one of its products without the batch: {@code (C, H, W)}, or {@code (C)}. */
    List<Integer> shape();

    /** How weights begin. */
    enum Init {
        /** Normal with deviation sqrt(2 / fan out): the reference's. */
        KAIMING,
        /** Orthonormal rows or columns: BigGAN's own. */
        ORTHOGONAL,
        /** Normal with deviation 0.02. */
        N02
    }

    /**
     * BigGAN-deep without classes (Brock et al. 2019): the noise, once mapped, conditions every
     * batch norm.
     *
     * @param size of the images: 32, 64, 128 or 256
     * @param channels base width, ch in the text: 128 at full size
     * @param noise values of a noise vector
     * @param attention sizes after whose last block there is self-attention
     * @param init how weights begin
     */
    record BigGanDeep(int size, int channels, int noise, List<Integer> attention, Init init)
            implements GeneratorConfig {
        /** Checks the ranges. */
        public BigGanDeep {
            attention = List.copyOf(attention);
            if (channels < 1 || noise < 1) {
                throw new IllegalArgumentException(
                        "channels and noise must be at least 1, not " + channels + " and " + noise);
            }
            int least = Architecture.of(size).leastChannels(attention);
            if (channels < least) {
                throw new IllegalArgumentException(
                        "channels must be at least %d for images of %d pixels, not %d"
                                .formatted(least, size, channels));
            }
        }

        /** As the reference has it: attention at 64 pixels, Kaiming weights. */
        public static BigGanDeep of(int size, int channels, int noise) {
            return new BigGanDeep(size, channels, noise, List.of(64), Init.KAIMING);
        }

        @Override
        public List<Integer> shape() {
            return List.of(3, size, size);
        }

        Architecture architecture() {
            return Architecture.of(size);
        }
    }

    /**
     * Widths of the stages as multiples of the base width, from 4 pixels up.
     *
     * @param in of each stage's two blocks
     * @param out of its second block, which doubles the size
     */
    record Architecture(List<Integer> in, List<Integer> out) {
        /** A block has a quarter of its channels inside, attention an eighth: each at least 1. */
        private int leastChannels(List<Integer> attention) {
            int least = 1;
            for (int stage = 0; stage < in.size(); stage++) {
                least = Math.max(least, (3 + in.get(stage)) / in.get(stage));
                if (attention.contains(8 << stage)) {
                    least = Math.max(least, (7 + out.get(stage)) / out.get(stage));
                }
            }
            return least;
        }

        private static Architecture of(int size) {
            return switch (size) {
                case 32 -> new Architecture(List.of(4, 4, 4), List.of(4, 4, 4));
                case 64 -> new Architecture(List.of(16, 16, 8, 4), List.of(16, 8, 4, 2));
                case 128 -> new Architecture(List.of(16, 16, 8, 4, 2), List.of(16, 8, 4, 2, 1));
                case 256 ->
                        new Architecture(List.of(16, 16, 8, 8, 4, 2), List.of(16, 8, 8, 4, 2, 1));
                default ->
                        throw new IllegalArgumentException(
                                "size must be 32, 64, 128 or 256, not " + size);
            };
        }
    }

    /**
     * Layers that make points, for the double spiral.
     *
     * @param noise values of a noise vector
     * @param width of every layer
     * @param layers each with a batch norm
     * @param coordinates of a point
     * @param range largest absolute coordinate
     */
    record Perceptron(int noise, int width, int layers, int coordinates, double range)
            implements GeneratorConfig {
        /** Checks the ranges. */
        public Perceptron {
            if (noise < 1 || width < 1 || layers < 1 || coordinates < 1 || !(range > 0)) {
                throw new IllegalArgumentException(
                        "noise, width, layers, coordinates and range must be positive");
            }
        }

        @Override
        public List<Integer> shape() {
            return List.of(coordinates);
        }
    }
}
