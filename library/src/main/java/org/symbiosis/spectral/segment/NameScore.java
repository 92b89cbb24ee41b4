package org.symbiosis.spectral.segment;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** How cosines between regions and names become scores in which a threshold makes sense. */
public sealed interface NameScore {
    /**
     * Scores of the regions of one image.
     *
     * @param cosines {@code [region][name]}
     * @return of the same shape
     */
    double[][] of(double[][] cosines);

    /**
     * The share of a name among all names: softmax(scale cos). One name alone always has 1.
     *
     * @param scale CLIP's own is 100
     */
    record Softmax(double scale) implements NameScore {
        /** CLIP's scale. */
        public static final Softmax USUAL = new Softmax(100);

        /** Checks the scale. */
        public Softmax {
            if (!(scale > 0)) {
                throw new IllegalArgumentException("scale must be positive, not " + scale);
            }
        }

        @Override
        public double[][] of(double[][] cosines) {
            return Arrays.stream(cosines).map(this::softmax).toArray(double[][]::new);
        }

        private double[] softmax(double[] cosines) {
            double most = Arrays.stream(cosines).max().orElse(0);
            double[] e = Arrays.stream(cosines).map(c -> Math.exp(scale * (c - most))).toArray();
            double sum = Arrays.stream(e).sum();
            return Arrays.stream(e).map(v -> v / sum).toArray();
        }
    }

    /** The cosines as they are: 0.2 to 0.35 where a name fits. */
    record Cosine() implements NameScore {
        @Override
        public double[][] of(double[][] cosines) {
            return cosines;
        }
    }

    /** Cosines stretched so that those of the image's regions and names fill [0, 1]. */
    record MinMax() implements NameScore {
        @Override
        public double[][] of(double[][] cosines) {
            double least = all(cosines).min().orElse(0);
            double range = all(cosines).max().orElse(0) - least;
            return Arrays.stream(cosines)
                    .map(row -> Arrays.stream(row).map(c -> stretched(c - least, range)).toArray())
                    .toArray(double[][]::new);
        }

        private static double stretched(double above, double range) {
            return range > 0 ? above / range : 1;
        }

        private static DoubleStream all(double[][] cosines) {
            return Arrays.stream(cosines).flatMapToDouble(Arrays::stream);
        }
    }
}
