package org.symbiosis.spectral;

import static org.bytedeco.pytorch.global.torch.ones;
import static org.bytedeco.pytorch.global.torch.softmax_out;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** What becomes of the affinities exp(left right' / sqrt d) of a graph. */
public enum GraphForm {
    /** The random walk D^-1 A, of which the symmetric part is kept: (P + P') / 2. */
    RANDOM_WALK {
        @Override
        Tensor fill(Tensor S, Tensor left, Tensor right, Tensor scratch) {
            softmax_out(scratch, Affinity.logits(left, right, S), -1);
            symmetricPart(S, scratch);
            return ones(S.size(0));
        }
    },
    /**
     * The symmetric affinity A = (exp L + exp L') / 2 as D^-1/2 A D^-1/2: its values stay in [-1,
     * 1], so that no column can attract attention.
     */
    SYMMETRIC {
        @Override
        Tensor fill(Tensor S, Tensor left, Tensor right, Tensor scratch) {
            Tensor L = Affinity.logits(left, right, scratch);
            // A factor common to a graph leaves it as it is, and keeps exp from overflowing.
            symmetricPart(S, L.sub_(L.max()).exp_());
            Tensor degrees = S.sum(-1); // (N)
            Tensor scale = degrees.rsqrt();
            S.mul_(scale.unsqueeze(0)).mul_(scale.unsqueeze(1));
            return degrees.sqrt_();
        }
    };

    /**
     * Writes the symmetric matrix of one head.
     *
     * @param S {@code (N, N)}, where it goes
     * @param left {@code (N, d)}
     * @param right {@code (N, d)}
     * @param scratch {@code (N, N)}, overwritten, so that heads ask for no fresh memory
     * @return what a column of X is multiplied with before it is scaled to length 1, {@code (N)}
     */
    abstract Tensor fill(Tensor S, Tensor left, Tensor right, Tensor scratch);

    private static void symmetricPart(Tensor S, Tensor A) {
        // A transposed copy goes by blocks, a sum with a transposed matrix does not.
        S.copy_(A.t()).add_(A).mul_(new Scalar(0.5));
    }
}
