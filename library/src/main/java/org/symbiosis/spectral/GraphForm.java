package org.symbiosis.spectral;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** What becomes of the affinities exp(left right' / sqrt d) of a graph. */
public enum GraphForm {
    /** The random walk D^-1 A, of which the symmetric part is kept: (P + P') / 2. */
    RANDOM_WALK {
        @Override
        Tensor symmetric(Tensor left, Tensor right) {
            Tensor P = Affinity.walks(left, right);
            return P.add(P.transpose(1, 2)).mul_(new Scalar(0.5));
        }

        @Override
        Tensor rootDegrees(Tensor left, Tensor right) {
            return left.select(2, 0).mul(new Scalar(0)).add(new Scalar(1));
        }
    },
    /**
     * The symmetric affinity A = (exp L + exp L') / 2 as D^-1/2 A D^-1/2: its values stay in [-1,
     * 1], so that no column can attract attention.
     */
    SYMMETRIC {
        @Override
        Tensor symmetric(Tensor left, Tensor right) {
            Tensor A = affinity(left, right);
            Tensor scale = A.sum(-1).rsqrt(); // (H, N)
            return A.mul_(scale.unsqueeze(1)).mul_(scale.unsqueeze(2));
        }

        @Override
        Tensor rootDegrees(Tensor left, Tensor right) {
            return affinity(left, right).sum(-1).sqrt();
        }
    };

    /** The symmetric matrix of every head, {@code (H, N, N)}, of sides {@code (H, N, d)}. */
    abstract Tensor symmetric(Tensor left, Tensor right);

    /** What a column of X is multiplied with before it is scaled to length 1, {@code (H, N)}. */
    abstract Tensor rootDegrees(Tensor left, Tensor right);

    private static Tensor affinity(Tensor left, Tensor right) {
        Tensor L = Affinity.logits(left, right);
        // A factor common to a graph leaves it as it is, and keeps exp from overflowing.
        Tensor E = L.sub(L.amax(new long[] {1, 2}, true)).exp_();
        return E.add(E.transpose(1, 2)).mul_(new Scalar(0.5));
    }
}
