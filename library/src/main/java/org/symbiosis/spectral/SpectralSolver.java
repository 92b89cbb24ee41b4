package org.symbiosis.spectral;

/** How the features of one image are found. */
public sealed interface SpectralSolver {
    /** What the graphs must have been made into. */
    default GraphForm form() {
        return GraphForm.RANDOM_WALK;
    }

    /**
     * Gradient descent on an objective.
     *
     * @param objective what is minimised
     * @param parameterisation what is moved
     * @param activation what makes it a map
     * @param rate of Adam
     * @param steps of Adam
     * @param accumulate passes a step; only where graphs change from pass to pass does more than
     *     one bring anything
     */
    record Adam(
            Objective objective,
            Parameterisation parameterisation,
            Activation activation,
            double rate,
            int steps,
            int accumulate)
            implements SpectralSolver {
        /** Checks the ranges. */
        public Adam {
            if (!(rate > 0) || steps < 1 || accumulate < 1) {
                throw new IllegalArgumentException(
                        "rate, steps and accumulate must be positive, not %s, %d and %d"
                                .formatted(rate, steps, accumulate));
            }
        }

        /** 100 steps at 2e-3 on the convolutional map: the released settings. */
        public static Adam conv(Objective objective) {
            return new Adam(
                    objective, Parameterisation.Conv.released(), Activation.SOFTMAX, 2e-3, 100, 1);
        }

        /** 250 steps at 3e-2 on free values. */
        public static Adam direct(Objective objective) {
            return new Adam(
                    objective, Parameterisation.Direct.usual(), Activation.SOFTMAX, 3e-2, 250, 1);
        }

        /** The same with another number of steps. */
        public Adam withSteps(int other) {
            return new Adam(objective, parameterisation, activation, rate, other, accumulate);
        }

        /** The same with another number of passes a step. */
        public Adam withAccumulate(int other) {
            return new Adam(objective, parameterisation, activation, rate, steps, other);
        }

        @Override
        public GraphForm form() {
            return objective.form();
        }
    }

    /**
     * Eq. 4.3 with hard orthogonality, by eigenvectors of the mean graph.
     *
     * @param method how they are found
     * @param first what the very first one counts for
     */
    record Eigen(EigenMethod method, EigenSolver.First first) implements SpectralSolver {
        /** Block Krylov iteration. */
        public static Eigen usual() {
            return new Eigen(EigenMethod.Krylov.usual(), EigenSolver.First.LEFT_OUT);
        }
    }
}
