package org.symbiosis.train;

/** How the step size goes through a training. Times are in epochs, fractions included. */
public sealed interface LearningRate {
    /** The largest value, before scaling by the batch. */
    double peak();

    /**
     * The rate at a time, as a share of {@link #peak}.
     *
     * @param epoch from 0
     * @param epochs when the training ends
     */
    double share(double epoch, double epochs);

    /** How the peak depends on the batch. */
    Scaling scaling();

    /** The same for a training so many times as long, its warm-up as large a part of it. */
    LearningRate stretched(double factor);

    /**
     * The rate at a time.
     *
     * @param effectiveBatch images in one step of the optimiser
     */
    default double at(double epoch, double epochs, int effectiveBatch) {
        double factor = scaling() == Scaling.PER_256_IMAGES ? effectiveBatch / 256.0 : 1;
        return peak() * factor * share(epoch, epochs);
    }

    /** How a rate depends on the batch. */
    enum Scaling {
        /** Not at all. */
        NONE,
        /** Linearly: the value is meant for 256 images. */
        PER_256_IMAGES
    }

    /** The same rate all the time. */
    record Constant(double peak, Scaling scaling) implements LearningRate {
        /** Checks the range. */
        public Constant {
            notNegative("peak", peak);
        }

        @Override
        public LearningRate stretched(double factor) {
            return this;
        }

        @Override
        public double share(double epoch, double epochs) {
            return 1;
        }
    }

    /**
     * Linear from 0 to the peak, then half a cosine down to the floor.
     *
     * @param peak largest rate
     * @param scaling how it depends on the batch
     * @param warmup epochs of the linear part; at most as long as the training
     * @param floor rate at the end, as a share of the peak
     */
    record WarmupCosine(double peak, Scaling scaling, double warmup, double floor)
            implements LearningRate {
        /** Checks the ranges. */
        public WarmupCosine {
            notNegative("peak", peak);
            notNegative("warmup", warmup);
            if (!(floor >= 0 && floor <= 1)) {
                throw new IllegalArgumentException("floor must lie in [0, 1], not " + floor);
            }
        }

        @Override
        public LearningRate stretched(double factor) {
            return new WarmupCosine(peak, scaling, warmup * factor, floor);
        }

        @Override
        public double share(double epoch, double epochs) {
            if (epoch < warmup) {
                return epoch / warmup;
            }
            double u = epochs > warmup ? (epoch - warmup) / (epochs - warmup) : 1;
            return floor + (1 - floor) * 0.5 * (1 + Math.cos(Math.PI * u));
        }
    }

    /**
     * Linear from 0 to the peak, then constant: U-ViT's.
     *
     * @param peak largest rate
     * @param scaling how it depends on the batch
     * @param warmup epochs of the linear part
     */
    record WarmupConstant(double peak, Scaling scaling, double warmup) implements LearningRate {
        /** Checks the ranges. */
        public WarmupConstant {
            notNegative("peak", peak);
            notNegative("warmup", warmup);
        }

        @Override
        public LearningRate stretched(double factor) {
            return new WarmupConstant(peak, scaling, warmup * factor);
        }

        @Override
        public double share(double epoch, double epochs) {
            return epoch < warmup ? epoch / warmup : 1;
        }
    }

    private static void notNegative(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must not be negative, but is " + value);
        }
    }
}
