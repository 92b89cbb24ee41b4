package org.symbiosis.spectral;

import org.symbiosis.nn.Grid;

/** What is optimised in place of the map X itself. */
public sealed interface Parameterisation {
    /** A fresh map of {@code channels} over {@code grid}, drawn from the engine's generator. */
    FeatureMap create(int channels, Grid grid);

    /** As {@link #create(int, Grid)} from a seed; the generator is where it was afterwards. */
    default FeatureMap create(int channels, Grid grid, long seed) {
        return SeededDraw.of(seed, () -> create(channels, grid));
    }

    /**
     * A small convolutional network on a learnt map of noise (section 4.2): it favours smooth maps
     * and reaches a lower objective than free values in fewer steps.
     *
     * @param width channels of the noise and of the hidden layers
     */
    record Conv(int width) implements Parameterisation {
        /** Checks the width. */
        public Conv {
            if (width < 1) {
                throw new IllegalArgumentException("width must be at least 1, not " + width);
            }
        }

        /** Width 128, as released. */
        public static Conv released() {
            return new Conv(128);
        }

        @Override
        public FeatureMap create(int channels, Grid grid) {
            return new SmoothMap(channels, grid, width);
        }
    }

    /**
     * One free value a channel and place.
     *
     * @param deviation of the normal first values
     */
    record Direct(double deviation) implements Parameterisation {
        /** Checks the deviation. */
        public Direct {
            if (!(deviation > 0)) {
                throw new IllegalArgumentException("deviation must be positive, not " + deviation);
            }
        }

        /** From N(0, 1). */
        public static Direct usual() {
            return new Direct(1);
        }

        @Override
        public FeatureMap create(int channels, Grid grid) {
            return new FreeMap(channels, grid, deviation);
        }
    }
}
