package org.symbiosis.spectral.cuts;

import org.symbiosis.UserError;

/** How strongly two positions are linked, by the cosine between their features. */
public sealed interface LinkWeight {
    /** Weight of a link, not negative. */
    double weight(double cosine);

    /**
     * Full weight above a threshold: the graph of TokenCut and MaskCut.
     *
     * @param tau threshold of the cosine, in [-1, 1]
     * @param rest weight of all other links, positive so that no position is cut off
     */
    record Binary(double tau, double rest) implements LinkWeight {
        /** Checks the ranges. */
        public Binary {
            check(tau, rest);
        }

        @Override
        public double weight(double cosine) {
            return cosine > tau ? 1 : rest;
        }
    }

    /**
     * The cosine itself above a threshold.
     *
     * @param tau threshold of the cosine, in [0, 1]
     * @param rest weight of all other links, positive
     */
    record Weighted(double tau, double rest) implements LinkWeight {
        /** Checks the ranges. */
        public Weighted {
            check(tau, rest);
            if (tau < 0) {
                throw UserError.usage("threshold " + tau, "weights need one of 0 or more");
            }
        }

        @Override
        public double weight(double cosine) {
            return cosine > tau ? cosine : rest;
        }
    }

    private static void check(double tau, double rest) {
        if (!(tau >= -1 && tau <= 1) || !(rest > 0 && rest <= 1)) {
            throw UserError.usage(
                    "threshold " + tau + ", weight " + rest + " of other links",
                    "choose a threshold in [-1, 1] and a small positive weight, as 0.2 and 1e-5");
        }
    }
}
