package org.symbiosis.nn;

/**
 * The shape of a stack of pre-norm transformer blocks.
 *
 * @param dim channels of a token
 * @param depth number of blocks
 * @param heads attention heads; divides {@code dim}
 * @param mlpRatio hidden channels of the MLP over {@code dim}
 * @param normEps added to the variance by the layer norms
 * @param qkvBias whether queries, keys and values have a bias
 * @param shortcut how branches join their input
 * @param branchScale whether each branch is multiplied by a learnt factor a channel first
 */
public record TransformerConfig(
        int dim,
        int depth,
        int heads,
        double mlpRatio,
        double normEps,
        Bias qkvBias,
        Shortcut shortcut,
        BranchScale branchScale) {
    /** What a branch is multiplied by before it joins its input. */
    public enum BranchScale {
        /** Nothing. */
        NONE,
        /** A learnt factor for each channel, {@code ls1.gamma} and {@code ls2.gamma}: DINOv2. */
        LEARNT
    }

    /** Checks that the numbers fit together. */
    public TransformerConfig {
        if (dim < 1 || depth < 1 || heads < 1) {
            throw new IllegalArgumentException("dim, depth and heads must be at least 1");
        }
        if (dim % heads != 0) {
            throw new IllegalArgumentException(
                    "dim " + dim + " is no multiple of " + heads + " heads");
        }
        if (!(mlpRatio > 0) || !(normEps > 0)) {
            throw new IllegalArgumentException("mlpRatio and normEps must be positive");
        }
    }

    /** Branches that join their input as they are. */
    public TransformerConfig(
            int dim,
            int depth,
            int heads,
            double mlpRatio,
            double normEps,
            Bias qkvBias,
            Shortcut shortcut) {
        this(dim, depth, heads, mlpRatio, normEps, qkvBias, shortcut, BranchScale.NONE);
    }

    /** The vision transformer's usual choices: MLP ratio 4, epsilon 1e-6, biases everywhere. */
    public static TransformerConfig of(int dim, int depth, int heads, Shortcut shortcut) {
        return new TransformerConfig(dim, depth, heads, 4, 1e-6, Bias.LEARNT, shortcut);
    }
}
