package org.symbiosis.spectral;

/** How the maps of a set of images are found. */
public sealed interface SetSolver {
    /**
     * The released alternation: a minibatch, its graph, a few steps of Adam on its maps, and so on.
     * Images outside the minibatch keep their values, moments and step counts. The result is the
     * moving average of all maps.
     *
     * @param iterations minibatches
     * @param steps of Adam on each
     * @param rate of Adam
     * @param decay of the moving average, a minibatch, in [0, 1)
     */
    record Alternation(int iterations, int steps, double rate, double decay) implements SetSolver {
        /** Checks the ranges. */
        public Alternation {
            if (iterations < 1 || steps < 1 || !(rate > 0) || !(decay >= 0 && decay < 1)) {
                throw new IllegalArgumentException(
                        "iterations, steps and rate must be positive, decay in [0, 1)");
            }
        }

        /** 2100 minibatches of 5 steps at 1e-2, average 0.99. */
        public static Alternation usual() {
            return new Alternation(2100, 5, 1e-2, 0.99);
        }
    }

    /**
     * The released objective on one graph of the whole set, all maps at once.
     *
     * @param rounds times that the set is split at random into groups, which are linked
     * @param steps of Adam
     * @param rate of Adam
     */
    record Global(int rounds, int steps, double rate) implements SetSolver {
        /** Checks the ranges. */
        public Global {
            if (rounds < 1 || steps < 1 || !(rate > 0)) {
                throw new IllegalArgumentException("rounds, steps and rate must be positive");
            }
        }

        /** 4 rounds, 200 steps at 3e-2. */
        public static Global usual() {
            return new Global(4, 200, 3e-2);
        }
    }

    /**
     * The leading eigenvectors of one graph of the whole set, times their eigenvalues.
     *
     * @param rounds times that the set is split at random into groups, which are linked
     * @param method how eigenvectors are found
     */
    record Eigen(int rounds, EigenMethod method) implements SetSolver {
        /** Checks the number of rounds. */
        public Eigen {
            if (rounds < 1) {
                throw new IllegalArgumentException("at least one round, not " + rounds);
            }
        }

        /** 4 rounds; 8 spare vectors, restarted every 3 products, since memory is what counts. */
        public static Eigen usual() {
            return new Eigen(4, new EigenMethod.Krylov(8, 3, 20, 1e-3));
        }
    }
}
