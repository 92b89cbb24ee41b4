package org.symbiosis.spectral.cuts;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.linalg_eigh;
import static org.bytedeco.pytorch.global.torch.linalg_qr;

import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.symbiosis.data.SplitMix;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/**
 * The largest eigenpairs of a symmetric matrix. Small ones are solved as a whole; of large ones a
 * block Krylov space is searched, restarted from its best vectors until they satisfy the equation:
 * a few pairs of thousands of positions in a second instead of a minute.
 *
 * @param count pairs
 */
record LargestEigenpairs(int count) {
    private static final int SMALL = 600;
    private static final int SPARE = 4;
    private static final int POWERS = 8;
    private static final int RESTARTS = 40;
    private static final double CLOSE = 1e-11;

    /**
     * Pairs, the largest first.
     *
     * @param values {@code (count)}
     * @param vectors {@code (n, count)} row-major, orthonormal
     */
    record Found(double[] values, double[] vectors) {}

    /** Pairs of a double matrix {@code (n, n)}. */
    Found of(Tensor S) {
        return S.size(0) <= SMALL || count > S.size(0) / 16 ? whole(S) : searched(S);
    }

    /** By the complete spectrum. */
    Found whole(Tensor S) {
        return largest(linalg_eigh(S));
    }

    /** By Krylov spaces, or as a whole where they do not settle. */
    Found searched(Tensor S) {
        try (Scope s = Scope.open()) {
            int block = count + SPARE;
            Tensor V = linalg_qr(start((int) S.size(0), block)).get0(); // (n, b)
            for (int restart = 0; restart < RESTARTS; restart++) {
                Tensor from = V;
                V = Scope.tidy(() -> improved(S, from, block));
                Tensor SV = S.matmul(V);
                Tensor values = V.mul(SV).sum(0); // (b)
                Tensor residual = SV.sub(V.mul(values)).narrow(1, 0, count);
                if (residual.norm().item_double() < CLOSE * Math.sqrt(count)) {
                    return new Found(
                            Plain.doubles(values.narrow(0, 0, count)),
                            Plain.doubles(V.narrow(1, 0, count)));
                }
            }
        }
        return whole(S);
    }

    /** The best vectors of the space of V, S V, S S V, ..., largest first. */
    private static Tensor improved(Tensor S, Tensor V, int block) {
        Tensor Q = V;
        Tensor last = V;
        for (int power = 0; power < POWERS; power++) {
            Tensor next = S.matmul(last);
            for (int twice = 0; twice < 2; twice++) {
                next = next.sub(Q.matmul(Q.t().matmul(next)));
            }
            last = linalg_qr(next).get0();
            Q = cat(new TensorVector(Q, last), 1);
        }
        Q = linalg_qr(Q).get0(); // (n, (p + 1) b)
        T_TensorTensor_T ritz = linalg_eigh(Q.t().matmul(S.matmul(Q)));
        long all = Q.size(1);
        return Q.matmul(ritz.get1().narrow(1, all - block, block).flip(1));
    }

    private static Tensor start(int n, int block) {
        SplitMix random = SplitMix.of(n, block);
        double[] start = new double[n * block];
        for (int i = 0; i < start.length; i++) {
            start[i] = random.gaussian();
        }
        return Plain.tensor(start, n, block);
    }

    private Found largest(T_TensorTensor_T ascending) {
        long n = ascending.get0().size(0);
        return new Found(
                Plain.doubles(ascending.get0().narrow(0, n - count, count).flip(0)),
                Plain.doubles(ascending.get1().narrow(1, n - count, count).flip(1)));
    }
}
