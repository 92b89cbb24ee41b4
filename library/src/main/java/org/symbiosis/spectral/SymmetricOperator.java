package org.symbiosis.spectral;

import org.bytedeco.pytorch.Tensor;

/** A symmetric matrix that is known by its products only. */
interface SymmetricOperator {
    /** Rows, N. */
    long size();

    /** The matrix times {@code (N, k)}: a fresh tensor, owned by the caller's scope. */
    Tensor times(Tensor X);

    /** A matrix that lies in memory, {@code (N, N)}. */
    static SymmetricOperator of(Tensor matrix) {
        return new SymmetricOperator() {
            @Override
            public long size() {
                return matrix.size(0);
            }

            @Override
            public Tensor times(Tensor X) {
                return matrix.matmul(X);
            }
        };
    }
}
