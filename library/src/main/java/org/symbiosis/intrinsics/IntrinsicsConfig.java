package org.symbiosis.intrinsics;

import java.util.ArrayList;
import java.util.List;

/**
 * The network that splits a picture into intrinsics and a light, and puts any two together again
 * (section 6.3).
 *
 * @param resolution side of the pictures in pixels; level k works at {@code resolution >> k}
 * @param channels of the top level, a multiple of 4
 * @param multipliers of the channels, one a level
 * @param blocks residual blocks of the encoder, one number a level; the decoder has one more
 * @param extrinsic numbers of a light's code
 * @param embedding channels of the code on its way to the decoder's blocks
 * @param scaling how strongly the light may change the decoder's features
 * @param dropout share of the values that each block drops in training, in [0, 1)
 * @param taps resolutions of the levels whose features are intrinsics
 */
public record IntrinsicsConfig(
        int resolution,
        int channels,
        List<Integer> multipliers,
        List<Integer> blocks,
        int extrinsic,
        int embedding,
        Scaling scaling,
        double dropout,
        List<Integer> taps) {
    /** Numbers of a light's code in the dissertation. */
    public static final int EXTRINSIC = 16;

    /** The scaling of the dissertation's relighting. */
    public static final Scaling USUAL_SCALING = new Scaling.Constrained(5e-3);

    /**
     * For trainings of a few thousand steps: through the usual scaling no light comes in so short a
     * time, and every light decodes to one and the same picture.
     */
    public static final Scaling WIDE_SCALING = new Scaling.Constrained(0.2);

    /** Checks that the numbers fit together. */
    public IntrinsicsConfig {
        multipliers = List.copyOf(multipliers);
        blocks = List.copyOf(blocks);
        taps = List.copyOf(taps);
        requireLevels(multipliers, blocks);
        int halvings = multipliers.size() - 1;
        if (resolution < 1 || halvings > 20 || resolution % (1 << halvings) != 0) {
            throw new IllegalArgumentException(
                    "resolution must be a multiple of %d for %d levels, not %d"
                            .formatted(1 << halvings, halvings + 1, resolution));
        }
        if (extrinsic < 1 || embedding < 1) {
            throw new IllegalArgumentException("extrinsic and embedding must be positive");
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("dropout must lie in [0, 1), not " + dropout);
        }
        requireChannels(channels, multipliers);
        requireTaps(taps, resolution, multipliers.size());
    }

    private static void requireLevels(List<Integer> multipliers, List<Integer> blocks) {
        if (multipliers.isEmpty() || multipliers.size() != blocks.size()) {
            throw new IllegalArgumentException(
                    "multipliers and blocks need one number a level each, not %d and %d"
                            .formatted(multipliers.size(), blocks.size()));
        }
        if (multipliers.stream().anyMatch(m -> m < 1) || blocks.stream().anyMatch(b -> b < 1)) {
            throw new IllegalArgumentException("multipliers and blocks must be positive");
        }
    }

    /** Position codes need a multiple of 4; so do the norms, up to 128 channels. */
    private static void requireChannels(int channels, List<Integer> multipliers) {
        if (channels < 4 || channels % 4 != 0) {
            throw new IllegalArgumentException(
                    "channels must be a positive multiple of 4, not " + channels);
        }
        for (int m : multipliers) {
            if (channels * m % ScaledBlock.groups(channels * m) != 0) {
                throw new IllegalArgumentException(
                        "%d channels cannot be normalised in %d groups: above 128, take a multiple of 32"
                                .formatted(channels * m, ScaledBlock.groups(channels * m)));
            }
        }
    }

    private static void requireTaps(List<Integer> taps, int resolution, int levels) {
        if (taps.isEmpty()) {
            throw new IllegalArgumentException("taps must name at least one level's resolution");
        }
        List<Integer> sides = new ArrayList<>();
        for (int k = 0; k < levels; k++) {
            sides.add(resolution >> k);
        }
        for (int tap : taps) {
            if (!sides.contains(tap)) {
                throw new IllegalArgumentException(
                        "taps must be among the levels' resolutions " + sides + ", not " + tap);
            }
        }
    }

    /** The authors' network: 256 pixels, 97,408,435 trained values. */
    public static IntrinsicsConfig full() {
        return new IntrinsicsConfig(
                256,
                32,
                List.of(1, 2, 4, 4, 8, 16),
                List.of(1, 2, 2, 4, 4, 4),
                EXTRINSIC,
                128,
                USUAL_SCALING,
                0.1,
                List.of(128, 64, 32, 16, 8));
    }

    /** 128 pixels, 15.6 million values: one GPU, or a patient CPU. */
    public static IntrinsicsConfig small() {
        return new IntrinsicsConfig(
                128,
                32,
                List.of(1, 2, 4, 8),
                List.of(1, 2, 2, 2),
                EXTRINSIC,
                128,
                USUAL_SCALING,
                0.1,
                List.of(64, 32, 16));
    }

    /** 64 pixels, 3.9 million values: a CPU. */
    public static IntrinsicsConfig tiny() {
        return new IntrinsicsConfig(
                64,
                16,
                List.of(1, 2, 4, 8),
                List.of(1, 1, 2, 2),
                EXTRINSIC,
                64,
                USUAL_SCALING,
                0,
                List.of(32, 16, 8));
    }

    /**
     * One level of the network.
     *
     * @param resolution side of its maps
     * @param channels of its maps
     * @param blocks of the encoder at this level
     * @param isTapped whether its features are intrinsics
     */
    record Level(int resolution, int channels, int blocks, boolean isTapped) {
        /** How the reference begins the names of this level's blocks. */
        String prefix() {
            return resolution + "x" + resolution + "_";
        }
    }

    /** From the finest to the coarsest. */
    List<Level> levels() {
        List<Level> levels = new ArrayList<>();
        for (int k = 0; k < multipliers.size(); k++) {
            int side = resolution >> k;
            levels.add(
                    new Level(
                            side,
                            channels * multipliers.get(k),
                            blocks.get(k),
                            taps.contains(side)));
        }
        return levels;
    }

    /** The coarsest level. */
    Level last() {
        return levels().get(multipliers.size() - 1);
    }

    /** Input sides must be multiples of this. */
    public int stride() {
        return 1 << (multipliers.size() - 1);
    }

    /** The same with another scaling. */
    public IntrinsicsConfig withScaling(Scaling other) {
        return new IntrinsicsConfig(
                resolution,
                channels,
                multipliers,
                blocks,
                extrinsic,
                embedding,
                other,
                dropout,
                taps);
    }

    /** The same with another share of dropped values. */
    public IntrinsicsConfig withDropout(double other) {
        return new IntrinsicsConfig(
                resolution,
                channels,
                multipliers,
                blocks,
                extrinsic,
                embedding,
                scaling,
                other,
                taps);
    }
}
