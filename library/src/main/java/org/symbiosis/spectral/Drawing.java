package org.symbiosis.spectral;

/** How many draws of a changing model are made, and what becomes of them. */
public sealed interface Drawing {
    /**
     * The released loop: sets of graphs in a buffer, of which each pass takes one at random or, now
     * and then, a fresh one in place of the oldest.
     *
     * @param sets that the buffer holds
     * @param fresh chance of a fresh set once the buffer is full, in (0, 1]
     */
    record Buffered(int sets, double fresh) implements Drawing {
        /** Checks the ranges. */
        public Buffered {
            if (sets < 1 || !(fresh > 0 && fresh <= 1)) {
                throw new IllegalArgumentException(
                        "a buffer needs sets, and fresh ones: %d, %s".formatted(sets, fresh));
            }
        }

        /** 5 sets, fresh with chance 1/4. */
        public static Buffered usual() {
            return new Buffered(5, 0.25);
        }
    }

    /**
     * A fixed number of draws, summed as they come: the expectation is linear where values stay
     * below 1. Graphs whose values at a pilot map exceed a threshold are kept and evaluated one by
     * one. No pass through the model is needed afterwards.
     *
     * @param draws passes through the model
     * @param threshold value at the pilot map from which on a graph is kept
     */
    record Averaged(int draws, double threshold) implements Drawing {
        /** Checks the ranges. */
        public Averaged {
            if (draws < 1 || !(threshold <= 1)) {
                throw new IllegalArgumentException(
                        "%d draws, threshold %s".formatted(draws, threshold));
            }
        }

        /** 30 draws, threshold 0.95. */
        public static Averaged usual() {
            return new Averaged(30, 0.95);
        }
    }
}
