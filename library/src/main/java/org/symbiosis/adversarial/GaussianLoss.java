package org.symbiosis.adversarial;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.eye;
import static org.bytedeco.pytorch.global.torch.linalg_solve;
import static org.bytedeco.pytorch.global.torch.logdet;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.symbiosis.adversarial.Adversary.Centre;
import org.symbiosis.adversarial.Adversary.Covariance;
import org.symbiosis.adversarial.Adversary.Distance;

/**
 * The distance of the Gaussians of two sets of embeddings (Eq. 3.2-3.5). The gradient runs through
 * both sets' statistics, the means included.
 */
public final class GaussianLoss {
    private static final double COUNT_EPS = 1e-5;

    /** Added to the covariance that is inverted for the term of the means. */
    private static final double INVERSE_EPS = 1e-2;

    private GaussianLoss() {}

    /**
     * A distance, and the log-determinants it is made of.
     *
     * @param distance 0 for equal sets, shape ()
     * @param logDetReal {@code H(Z)}, at most {@code p log(1 + 1 / epsilon)} for a centred set
     * @param logDetFake {@code H(Z_g)}
     */
    public record Value(Tensor distance, Tensor logDetReal, Tensor logDetFake) {}

    /** The distance that {@code how} asks for, of unit embeddings {@code (B, p)} and (B', p). */
    public static Value of(Adversary.Gaussian how, Tensor z, Tensor zg) {
        Tensor C = covariance(how, z);
        Tensor Cg = covariance(how, zg);
        Tensor H = logDet(how, C);
        Tensor Hg = logDet(how, Cg);
        Tensor both = H.add(Hg).mul(new Scalar(0.5));
        Tensor distance =
                how.distance() == Distance.JSD
                        ? jsd(how, z, zg, both)
                        : bhattacharyya(how, z.mean(0).sub(zg.mean(0)), middle(C, Cg), both);
        return new Value(distance, H, Hg);
    }

    /** {@code 1/2 [H(Z u Zg) - 1/2 (H(Z) + H(Zg))]}: Eq. 3.4 with the reference's factor. */
    private static Tensor jsd(Adversary.Gaussian how, Tensor z, Tensor zg, Tensor both) {
        Tensor joint = cat(new TensorVector(z, zg), 0); // (B + B', p), with its own centre
        return logDet(how, covariance(how, joint)).sub(both).mul(new Scalar(0.5));
    }

    /** Eq. 3.5 with regularised determinants; {@code difference} is of the plain means. */
    private static Tensor bhattacharyya(
            Adversary.Gaussian how, Tensor difference, Tensor S, Tensor both) {
        Tensor spread = logDet(how, S).sub(both).mul(new Scalar(0.5));
        return meanTerm(difference, S).add(spread);
    }

    /** {@code 1/8 (mu - mu_g)^T (S + 1e-2 I)^-1 (mu - mu_g)}, the first term of Eq. 3.5. */
    static Tensor meanTerm(Tensor difference, Tensor S) {
        Tensor solved =
                S.dim() == 1
                        ? difference.div(S.add(new Scalar(INVERSE_EPS)))
                        : linalg_solve(
                                S.add(eye(S.size(0)).mul(new Scalar(INVERSE_EPS))), difference);
        return difference.mul(solved).sum().mul(new Scalar(0.125));
    }

    static Tensor middle(Tensor C, Tensor Cg) {
        return C.add(Cg).mul(new Scalar(0.5));
    }

    /** What is taken off a set {@code A (n, p)}: {@code (p)}. */
    static Tensor centre(Centre how, Tensor A) {
        Tensor mean = A.mean(0);
        return how == Centre.UNIT_MEAN ? Unit.rows(mean) : mean;
    }

    /** The covariance of a set {@code A (n, p)}: {@code (p, p)}, or its diagonal {@code (p)}. */
    static Tensor covariance(Adversary.Gaussian how, Tensor A) {
        Tensor centred = A.sub(centre(how.centre(), A)); // (n, p)
        Tensor sum =
                how.covariance() == Covariance.FULL
                        ? centred.t().matmul(centred)
                        : centred.square().sum(0);
        return sum.div(new Scalar(A.size(0) + COUNT_EPS));
    }

    /** {@code log det (I + p / epsilon C)}: the identity keeps it finite for a collapsed set. */
    static Tensor logDet(Adversary.Gaussian how, Tensor C) {
        Tensor scaled = C.mul(new Scalar(C.size(0) / how.epsilon()));
        return C.dim() == 1 ? scaled.log1p().sum() : logdet(scaled.add(eye(C.size(0))));
    }

    /**
     * Eq. 3.4 as it is printed: diagonal, no identity, no factor 1/2. Not for training: a collapsed
     * coordinate makes it infinite.
     */
    public static Tensor printedJsd(Tensor z, Tensor zg) {
        Tensor joint = cat(new TensorVector(z, zg), 0);
        Tensor parts = logVariances(z).add(logVariances(zg)).mul(new Scalar(0.5));
        return logVariances(joint).sub(parts);
    }

    /** Eq. 3.5 as it is printed, with diagonal covariances. Not for training, as the above. */
    public static Tensor printedBhattacharyya(Tensor z, Tensor zg) {
        Tensor S = middle(variance(z), variance(zg)); // (p)
        Tensor difference = z.mean(0).sub(zg.mean(0));
        Tensor means = difference.square().div(S).sum().mul(new Scalar(0.125));
        Tensor parts = logVariances(z).add(logVariances(zg)).mul(new Scalar(0.5));
        return means.add(S.log().sum().sub(parts).mul(new Scalar(0.5)));
    }

    private static Tensor variance(Tensor A) {
        return A.var(new long[] {0}, false, false);
    }

    private static Tensor logVariances(Tensor A) {
        return variance(A).log().sum();
    }
}
