package org.symbiosis.nn;

import org.bytedeco.pytorch.Tensor;

/**
 * Stochastic depth: branches of single images left out in training.
 *
 * @param keep {@code (B, n)}: 0 for a dropped branch, 1 / (1 - rate) for a kept one, drawn for the
 *     whole batch before it is split; null keeps all
 */
public record BranchDrop(Tensor keep) {
    /** Drops nothing. */
    public static final BranchDrop NONE = new BranchDrop(null);

    Tensor apply(Tensor f, int branch) {
        if (keep == null) {
            return f;
        }
        return f.mul(keep.select(1, branch).view(-1, 1, 1)); // (B, N, D)
    }
}
