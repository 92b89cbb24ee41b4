package org.symbiosis.adversarial;

/**
 * The term of neighbours in a memory bank (Eq. 3.6).
 *
 * @param weight of the term, lambda_c; 0 leaves it out
 * @param neighbours K, those that an embedding is compared with
 * @param bank embeddings that the memory bank holds
 * @param fakeNeighbourOffset neighbours of a generated image that are passed over: 1 in the
 *     reference, which drops the first one as if it were the image itself; 0 for none
 * @param weights of the neighbours among each other
 */
public record ClusterConfig(
        double weight,
        int neighbours,
        int bank,
        int fakeNeighbourOffset,
        NeighbourWeights weights) {
    /** How much each neighbour counts. */
    public enum NeighbourWeights {
        /** As much as any other. */
        EQUAL,
        /** The nearer, the more: softmax of the similarities over 0.5. */
        SOFTMAX
    }

    /** Checks the ranges. */
    public ClusterConfig {
        if (!(weight >= 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException("weight must not be negative, but is " + weight);
        }
        if (neighbours < 1 || bank < 1) {
            throw new IllegalArgumentException(
                    "neighbours and bank must be at least 1, not " + neighbours + " and " + bank);
        }
        if (fakeNeighbourOffset < 0 || fakeNeighbourOffset > 1) {
            throw new IllegalArgumentException(
                    "fakeNeighbourOffset must be 0 or 1, not " + fakeNeighbourOffset);
        }
        if (neighbours > bank) {
            throw new IllegalArgumentException(
                    "neighbours "
                            + neighbours
                            + " are more than the bank of "
                            + bank
                            + " holds: take fewer, or a larger bank");
        }
    }

    /** The reference's: weight 3, one neighbour, so large a bank. */
    public static ClusterConfig of(int bank) {
        return new ClusterConfig(3, 1, bank, 1, NeighbourWeights.EQUAL);
    }

    /** Whether the term is used at all. */
    public boolean used() {
        return weight > 0;
    }

    /** The same with another weight. */
    public ClusterConfig withWeight(double other) {
        return new ClusterConfig(other, neighbours, bank, fakeNeighbourOffset, weights);
    }
}
