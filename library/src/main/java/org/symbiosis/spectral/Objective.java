package org.symbiosis.spectral;

/** What a map X is asked to minimise. */
public sealed interface Objective {
    /** How X is brought to the grid of a graph. */
    Resample resample();

    /** What the graphs must have been made into. */
    default GraphForm form() {
        return GraphForm.RANDOM_WALK;
    }

    /**
     * The released objective (section 4.1): {@code valueWeight} mean |v - 1| over graphs and
     * channels, v = z'Pz with z a column of unit length on the graph's grid, plus {@code
     * orthogonalityWeight} mean O^2 over layers and pairs of different columns.
     */
    record Released(
            Evaluation evaluation,
            Resample resample,
            double valueWeight,
            double orthogonalityWeight)
            implements Objective {
        /** Checks the weights. */
        public Released {
            checkWeights(valueWeight, orthogonalityWeight);
        }

        /** Weights 2 and 2, pooling. */
        public static Released by(Evaluation evaluation) {
            return new Released(evaluation, Resample.POOL, 2, 2);
        }
    }

    /**
     * The symmetric mode: v = z'(1 - D^-1/2 A D^-1/2)z with target 0, columns weighed by the roots
     * of the degrees. Values stay in [0, 2]: no attention sink can win.
     */
    record Laplacian(Resample resample, double valueWeight, double orthogonalityWeight)
            implements Objective {
        /** Checks the weights. */
        public Laplacian {
            checkWeights(valueWeight, orthogonalityWeight);
        }

        @Override
        public GraphForm form() {
            return GraphForm.SYMMETRIC;
        }

        /** Weights 2 and 2, pooling. */
        public static Laplacian usual() {
            return new Laplacian(Resample.POOL, 2, 2);
        }
    }

    /**
     * Eq. 4.4 as printed, one value a graph and channel: mean |x'Px - 1| + ||X'X - I||_F with free
     * columns. From N(0, 1) at rate 1e-3 it does not converge; from N(0, 1/N) it does.
     */
    record Printed(Resample resample) implements Objective {
        /** Bilinear resampling, as in the text. */
        public static Printed usual() {
            return new Printed(Resample.BILINEAR);
        }
    }

    private static void checkWeights(double value, double orthogonality) {
        if (!(value > 0 && orthogonality >= 0)) {
            throw new IllegalArgumentException(
                    "the weights of values and orthogonality must be positive, not "
                            + value
                            + " and "
                            + orthogonality);
        }
    }
}
