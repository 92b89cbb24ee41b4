package org.symbiosis.adversarial;

/** What discriminator and generator play for. */
public sealed interface Adversary {
    /**
     * The distance of two Gaussians, fitted to the embeddings of real and of generated images (Eq.
     * 3.2).
     *
     * @param distance between them
     * @param covariance what is kept of their covariances
     * @param centre what is taken off before covariances are formed
     * @param epsilon distortion: the log-determinants are of {@code I + p / epsilon Sigma}
     */
    record Gaussian(Distance distance, Covariance covariance, Centre centre, double epsilon)
            implements Adversary {
        /** Checks the range. */
        public Gaussian {
            if (!(epsilon > 0) || Double.isInfinite(epsilon)) {
                throw new IllegalArgumentException("epsilon must be positive, not " + epsilon);
            }
        }

        /** What the reference computes: full covariances about a unit mean, epsilon 0.5. */
        public static Gaussian of(Distance distance) {
            return new Gaussian(distance, Covariance.FULL, Centre.UNIT_MEAN, 0.5);
        }
    }

    /** The usual hinge loss on one score per image: an ablation of Table 3.4. */
    record Hinge() implements Adversary {}

    /** Which distance. */
    enum Distance {
        /** Jensen-Shannon divergence (Eq. 3.4). */
        JSD,
        /** Bhattacharyya distance (Eq. 3.5). */
        BHATTACHARYYA
    }

    /** What is kept of a covariance. */
    enum Covariance {
        /** All of it: the reference. */
        FULL,
        /** Its diagonal: the text. */
        DIAGONAL
    }

    /** What is taken off the embeddings before their covariance is formed. */
    enum Centre {
        /** Their mean projected to the unit sphere: the reference. */
        UNIT_MEAN,
        /** Their mean: the text. */
        MEAN
    }
}
