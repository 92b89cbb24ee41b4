package org.symbiosis.spectral;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.eye;
import static org.bytedeco.pytorch.global.torch.linalg_eigh;
import static org.bytedeco.pytorch.global.torch.randn;

import java.util.Arrays;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/**
 * The algebraically largest eigenvalues of a symmetric matrix and their vectors.
 *
 * @param values falling, {@code (k)}
 * @param vectors orthonormal columns, {@code (N, k)}, float; owned by the caller's scope
 */
@SuppressWarnings("ArrayRecordComponent")
record Eigenpairs(double[] values, Tensor vectors) {
    /** Directions weaker than this share of the strongest are rounding and are dropped. */
    private static final double NULL_SHARE = 1e-6;

    /**
     * The {@code wanted} leading pairs.
     *
     * @param seed of the first vectors of the iteration
     */
    static Eigenpairs leading(SymmetricOperator A, int wanted, EigenMethod method, long seed) {
        if (wanted < 1 || wanted > A.size()) {
            throw new IllegalArgumentException(
                    wanted + " eigenvectors of a matrix with " + A.size() + " rows");
        }
        if (method instanceof EigenMethod.Krylov k
                && (long) (wanted + k.spare()) * (k.depth() + 1) < A.size()) {
            return krylov(A, wanted, k, seed);
        }
        return dense(A, wanted);
    }

    private static Eigenpairs dense(SymmetricOperator A, int wanted) {
        double[] values = new double[wanted];
        Tensor vectors =
                Scope.tidy(
                        () -> {
                            Tensor M = A.times(eye(A.size())).to(ScalarType.Double);
                            Tensor S = M.add(M.t()).mul(new Scalar(0.5));
                            return last(linalg_eigh(S), wanted, values).to(ScalarType.Float);
                        });
        return new Eigenpairs(values, vectors);
    }

    /** The last vectors of an ascending decomposition, first the largest; notes their values. */
    private static Tensor last(T_TensorTensor_T eigen, int wanted, double[] values) {
        long from = eigen.get0().size(0) - wanted;
        double[] rising = Plain.doubles(eigen.get0().narrow(0, from, wanted));
        for (int i = 0; i < wanted; i++) {
            values[i] = rising[wanted - 1 - i];
        }
        return eigen.get1().narrow(1, from, wanted).flip(1);
    }

    private static Eigenpairs krylov(
            SymmetricOperator A, int wanted, EigenMethod.Krylov method, long seed) {
        int block = wanted + method.spare();
        double[] values = new double[block];
        try (NoGradGuard g = new NoGradGuard()) {
            Tensor X = first(A.size(), block, seed);
            for (int restart = 0; restart < method.restarts(); restart++) {
                Tensor from = X;
                boolean[] done = new boolean[1];
                X =
                        Scope.tidy(
                                () -> {
                                    Ritz ritz = Ritz.of(A, basis(A, from, method.depth()), block);
                                    System.arraycopy(ritz.values(), 0, values, 0, block);
                                    done[0] = ritz.residual(wanted) < method.tolerance();
                                    return ritz.vectors();
                                });
                from.close();
                if (done[0]) {
                    break;
                }
            }
            Tensor all = X;
            return new Eigenpairs(
                    Arrays.copyOf(values, wanted),
                    Scope.tidy(() -> all.narrow(1, 0, wanted).contiguous()));
        }
    }

    private static Tensor first(long n, int block, long seed) {
        return SeededDraw.tensor(seed, () -> randn(n, block));
    }

    /** An orthonormal basis of [X, A X, A^2 X, ...]. */
    private static Tensor basis(SymmetricOperator A, Tensor X, int depth) {
        Tensor last = orthonormal(X);
        Tensor basis = last;
        for (int d = 0; d < depth; d++) {
            Tensor next = A.times(last);
            // Twice is enough (Kahan): the second pass removes what rounding left of the first.
            next = without(basis, without(basis, next));
            last = orthonormal(without(basis, orthonormal(next)));
            basis = cat(new TensorVector(basis, last), 1);
        }
        return basis;
    }

    private static Tensor without(Tensor basis, Tensor X) {
        return X.sub(basis.matmul(basis.t().matmul(X)));
    }

    /** Orthonormal columns of the same span, by the Gram matrix: only products touch N rows. */
    private static Tensor orthonormal(Tensor X) {
        return whitened(whitened(X));
    }

    private static Tensor whitened(Tensor X) {
        T_TensorTensor_T eigen = linalg_eigh(X.t().matmul(X).to(ScalarType.Double));
        double[] squares = Plain.doubles(eigen.get0()); // ascending
        int k = squares.length;
        int from = 0;
        while (from < k - 1 && !(squares[from] > squares[k - 1] * NULL_SHARE)) {
            from++;
        }
        Tensor roots = eigen.get0().narrow(0, from, k - from).clamp_min(new Scalar(1e-300)).rsqrt();
        Tensor V = eigen.get1().narrow(1, from, k - from).mul(roots);
        return X.matmul(V.to(X.scalar_type()));
    }

    /**
     * Eigenpairs of a matrix within a subspace.
     *
     * @param values falling, {@code (k)}
     * @param vectors {@code (N, k)}
     * @param images A times the vectors, {@code (N, k)}
     */
    private record Ritz(double[] values, Tensor vectors, Tensor images) {
        static Ritz of(SymmetricOperator A, Tensor basis, int block) {
            Tensor image = A.times(basis);
            Tensor T = basis.t().matmul(image).to(ScalarType.Double);
            double[] values = new double[block];
            Tensor V =
                    last(linalg_eigh(T.add(T.t()).mul(new Scalar(0.5))), block, values)
                            .to(basis.scalar_type());
            return new Ritz(values, basis.matmul(V), image.matmul(V));
        }

        /** Largest |A x - lambda x| of the first {@code wanted}, relative to lambda 1. */
        double residual(int wanted) {
            Tensor lambda = Plain.tensor(values, values.length).to(vectors.scalar_type());
            Tensor r = images.sub(vectors.mul(lambda)).narrow(1, 0, wanted);
            double worst = r.square().sum(0).max().item_double();
            return Math.sqrt(worst) / Math.max(Math.abs(values[0]), 1e-30);
        }
    }
}
