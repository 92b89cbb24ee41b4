package org.symbiosis.spectral;

/**
 * How the sum of |v - 1| over all graphs is computed. All but {@link Averaged} and {@link Periodic}
 * give the same value and gradient up to rounding.
 */
public sealed interface Evaluation {
    /** Graph by graph with a backward product each, as the released loop does. */
    record Literal() implements Evaluation {}

    /** One product with all graphs, whose result is value and gradient at once. */
    record OneProduct() implements Evaluation {}

    /**
     * The mean of all graphs that are certain to have values below 1, the others one by one. All
     * are evaluated, and the certainty renewed, when the bound no longer holds; exact by proof.
     *
     * @param every steps between two renewals at most, so that the exceptions can become fewer
     * @param early as many steps at the start, where the map moves fast, are renewed more often
     * @param everyEarly steps between two renewals in that time
     * @param margin graphs with v + margin ||S|| above 1 are exceptions
     */
    record Certified(int every, int early, int everyEarly, double margin) implements Evaluation {
        /** Checks the ranges. */
        public Certified {
            if (every < 1 || everyEarly < 1 || early < 0 || !(margin >= 0)) {
                throw new IllegalArgumentException(
                        "renewals need positive intervals, and a margin that is not negative");
            }
        }

        /** Every 20 steps, every 5 in the first 30, margin 0.05. */
        public static Certified usual() {
            return new Certified(20, 30, 5, 0.05);
        }
    }

    /**
     * The same without the bound: graphs above a threshold at the last full evaluation are
     * exceptions. Close to exact in practice, not by proof.
     *
     * @param every steps between two full evaluations
     * @param threshold value from which on a graph is an exception
     */
    record Periodic(int every, double threshold) implements Evaluation {
        /** Checks the ranges. */
        public Periodic {
            if (every < 1 || !(threshold <= 1)) {
                throw new IllegalArgumentException(
                        "a full evaluation every " + every + " steps, threshold " + threshold);
            }
        }

        /** Every 10 steps, threshold 0.95. */
        public static Periodic usual() {
            return new Periodic(10, 0.95);
        }
    }

    /** All graphs as their mean, as if no value passed 1: wrong where attention has sinks. */
    record Averaged() implements Evaluation {}
}
