package org.symbiosis.adversarial;

import org.symbiosis.adversarial.Smoothness.NormHinge;

/**
 * The regulariser of the discriminator (Algorithm 1, Eq. 3.7).
 *
 * @param weight of the term, lambda_s; 0 leaves all of it out
 * @param lip largest singular value that the Jacobians are drawn to
 * @param steps power iterations, S
 * @param hinge which lengths of an embedding cost
 * @param hingeWeight of that hinge within the term, lambda_h
 */
public record SmoothnessConfig(
        double weight, double lip, int steps, NormHinge hinge, double hingeWeight) {
    /** Checks the ranges. */
    public SmoothnessConfig {
        if (!(weight >= 0 && lip > 0 && hingeWeight >= 0) || Double.isInfinite(weight + lip)) {
            throw new IllegalArgumentException(
                    "weight and hingeWeight must not be negative and lip positive, not "
                            + weight
                            + ", "
                            + hingeWeight
                            + " and "
                            + lip);
        }
        if (steps < 1) {
            throw new IllegalArgumentException("steps must be at least 1, not " + steps);
        }
    }

    /** The reference's: weight 5, Lipschitz constant 1, one step, floor of weight 4. */
    public static SmoothnessConfig reference() {
        return new SmoothnessConfig(5, 1, 1, NormHinge.FLOOR, 4);
    }

    /** No regulariser. */
    public static SmoothnessConfig none() {
        return reference().withWeight(0);
    }

    /** Whether there is one. */
    public boolean used() {
        return weight > 0;
    }

    /** The same with another weight. */
    public SmoothnessConfig withWeight(double other) {
        return new SmoothnessConfig(other, lip, steps, hinge, hingeWeight);
    }

    /** The same with another hinge on the norm. */
    public SmoothnessConfig withHinge(NormHinge other) {
        return new SmoothnessConfig(weight, lip, steps, other, hingeWeight);
    }
}
