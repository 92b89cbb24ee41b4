package org.symbiosis.spectral;

import static org.bytedeco.pytorch.global.torch.linalg_eigh;
import static org.bytedeco.pytorch.global.torch.linalg_svd;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.StringViewOptional;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/**
 * A map turned so that its columns are orthogonal, the strongest first (Eq. 4.8): X U = (left
 * singular vectors) x (singular values). The entry of largest size is positive in each column.
 *
 * @param N rows
 * @param C columns
 * @param eigenvectors left singular vectors, {@code (N, C)} row-major
 * @param values singular values, falling
 */
@SuppressWarnings("ArrayRecordComponent")
public record Orthogonalisation(int N, int C, double[] eigenvectors, double[] values) {
    /** Decomposes {@code (N, C)}, in double precision, uncentred; N must be at least C. */
    public static Orthogonalisation of(Tensor X) {
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            int N = (int) X.size(0);
            int C = (int) X.size(1);
            if (N < C) {
                throw new IllegalArgumentException(
                        "%d places cannot carry %d orthogonal channels".formatted(N, C));
            }
            var svd = linalg_svd(X.to(ScalarType.Double), false, new StringViewOptional());
            double[] U = Plain.doubles(svd.get0());
            pointUp(U, N, C);
            return new Orthogonalisation(N, C, U, Plain.doubles(svd.get1()));
        }
    }

    /** The features X U: eigenvectors times values, {@code (N, C)} row-major. */
    public double[] features() {
        double[] scaled = eigenvectors.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= values[i % C];
        }
        return scaled;
    }

    /** Eigenvalues of X'X and its eigenvectors as columns (Eq. 4.8), from a Gram matrix. */
    static Rotation rotation(Tensor gram) { // (C, C)
        try (Scope s = Scope.open()) {
            int C = (int) gram.size(0);
            T_TensorTensor_T eigen = linalg_eigh(gram.to(ScalarType.Double)); // ascending
            return new Rotation(
                    C, Plain.doubles(eigen.get1().flip(1)), Plain.doubles(eigen.get0().flip(0)));
        }
    }

    /**
     * The U of Eq. 4.8.
     *
     * @param C columns
     * @param U {@code (C, C)} row-major
     * @param eigenvalues of X'X, falling
     */
    record Rotation(int C, double[] U, double[] eigenvalues) {
        /** U as a double tensor. */
        Tensor matrix() {
            return Plain.tensor(U, C, C);
        }
    }

    /** Turns each column so that its entry of largest size is positive. */
    static void pointUp(double[] columns, int N, int C) {
        for (int c = 0; c < C; c++) {
            double largest = 0;
            for (int i = c; i < N * C; i += C) {
                // The first of nearly equal ones decides, so that rounding does not.
                if (Math.abs(columns[i]) > Math.abs(largest) * (1 + 1e-9)) {
                    largest = columns[i];
                }
            }
            for (int i = c; largest < 0 && i < N * C; i += C) {
                columns[i] = -columns[i];
            }
        }
    }
}
