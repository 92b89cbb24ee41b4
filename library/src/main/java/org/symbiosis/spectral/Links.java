package org.symbiosis.spectral;

/** Which links of a place are kept: those to the most similar other places. */
public sealed interface Links {
    /** Similarities up to this value are dropped. */
    double threshold();

    /**
     * So many within the image, and so many to all others.
     *
     * @param intra links within the image
     * @param inter links to other images
     * @param threshold in [0, 1)
     */
    record Split(int intra, int inter, double threshold) implements Links {
        /** Checks the ranges. */
        public Split {
            if (intra < 0 || inter < 0 || intra + inter < 1) {
                throw new IllegalArgumentException(
                        "links must not be negative, and at least one in all");
            }
            check(threshold);
        }

        /** 10 and 10 above 0.1, as in the dissertation. */
        public static Split usual() {
            return new Split(10, 10, 0.1);
        }
    }

    /**
     * So many wherever they lead.
     *
     * @param count links of a place
     * @param threshold in [0, 1)
     */
    record Common(int count, double threshold) implements Links {
        /** Checks the ranges. */
        public Common {
            if (count < 1) {
                throw new IllegalArgumentException("at least one link, not " + count);
            }
            check(threshold);
        }
    }

    private static void check(double threshold) {
        if (!(threshold >= 0 && threshold < 1)) {
            throw new IllegalArgumentException(
                    "the threshold must lie in [0, 1), not " + threshold);
        }
    }
}
