package org.symbiosis.eval;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.ones;
import static org.bytedeco.pytorch.global.torch.zeros_like;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.symbiosis.tensor.Scope;

/**
 * What all points of a t-SNE layout do to one another, with w_ij = 1 / (1 + |y_i - y_j|^2) and q_ij
 * = w_ij / Z.
 *
 * <p>Rows are taken in blocks that stay in the processor's cache. Attraction and repulsion are
 * summed apart, since the norm Z is known only after the last block.
 */
final class TsneForces {
    private static final int BLOCK = 1 << 18;

    private final Tensor Y; // (n, 2)
    private final Tensor left; // (n, 4)
    private final Tensor right; // (4, n)
    private final Tensor yAndOne; // (n, 3)

    /** Forces at these places, {@code (n, 2)}; lives as long as the caller's scope. */
    TsneForces(Tensor Y) {
        this.Y = Y;
        Tensor one = ones(new long[] {Y.size(0), 1}, Y.options());
        Tensor squares = Y.square().sum(new long[] {1}, true, new ScalarTypeOptional());
        // One product gives 1 + |y_i|^2 + |y_j|^2 - 2 y_i y_j.
        left = cat(new TensorVector(Y.mul(new Scalar(-2)), squares.add(one), one), 1);
        right = cat(new TensorVector(Y, one, squares), 1).t();
        yAndOne = cat(new TensorVector(Y, one), 1);
    }

    /** What is done with one block of rows. */
    private interface Block {
        void take(int from, int count);
    }

    private void forEachBlock(Block block) {
        int n = (int) Y.size(0);
        int rows = Math.max(1, BLOCK / n);
        for (int from = 0; from < n; from += rows) {
            try (Scope inner = Scope.open()) {
                block.take(from, Math.min(rows, n - from));
            }
        }
    }

    /** w of some points and all others, 0 for a point and itself: {@code (count, n)}. */
    private Tensor closeness(int from, int count) {
        Tensor w = left.narrow(0, from, count).matmul(right);
        w.clamp_min_(new Scalar(1)).reciprocal_(); // rounding may leave a little less than 1
        w.narrow(1, from, count).fill_diagonal_(new Scalar(0));
        return w;
    }

    /**
     * The gradient dC/dy_i = 4 sum_j (e p_ij - q_ij) w_ij (y_i - y_j).
     *
     * @param P affinities, {@code (n, n)}
     * @param exaggeration e
     * @return {@code (n, 2)}
     */
    Tensor slope(Tensor P, double exaggeration) {
        Tensor attraction = zeros_like(Y);
        Tensor repulsion = zeros_like(Y);
        double[] Z = new double[1];
        forEachBlock(
                (from, count) -> {
                    Tensor w = closeness(from, count);
                    Z[0] += w.sum().item_double();
                    Tensor own = Y.narrow(0, from, count);
                    Tensor pw = P.narrow(0, from, count).mul(w);
                    attraction.narrow(0, from, count).copy_(towards(own, pw));
                    repulsion.narrow(0, from, count).copy_(towards(own, w.mul_(w)));
                });
        attraction.mul_(new Scalar(4 * exaggeration));
        return attraction.sub_(repulsion, new Scalar(4 / Z[0]));
    }

    /** {@code sum_j f_ij (y_i - y_j)} for some points: {@code (count, 2)}. */
    private Tensor towards(Tensor own, Tensor f) {
        Tensor sums = f.matmul(yAndOne); // (count, 3): sum_j f_ij y_j, and sum_j f_ij
        return own.mul(sums.narrow(1, 2, 1)).sub_(sums.narrow(1, 0, 2));
    }

    /** sum_ij p_ij log(p_ij / q_ij), in nats. */
    double divergence(Tensor P) {
        double[] sums = new double[2];
        forEachBlock(
                (from, count) -> {
                    Tensor w = closeness(from, count);
                    Tensor p = P.narrow(0, from, count);
                    sums[0] += w.sum().item_double();
                    Tensor logW = w.clamp_min_(new Scalar(1e-30)).log_();
                    sums[1] += total(p.xlogy(p)) - total(logW.mul_(p));
                });
        return sums[1] + Math.log(sums[0]); // the p sum to 1
    }

    private static double total(Tensor t) {
        return t.to(ScalarType.Double).sum().item_double();
    }
}
