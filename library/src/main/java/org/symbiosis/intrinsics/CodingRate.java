package org.symbiosis.intrinsics;

import static org.bytedeco.pytorch.global.torch.eye;
import static org.bytedeco.pytorch.global.torch.linalg_cholesky;
import static org.bytedeco.pytorch.global.torch.randn;
import static org.bytedeco.pytorch.global.torch.zeros;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.symbiosis.tensor.Scope;

/**
 * How many bits it takes to tell rows of length 1 apart: {@code R(Z) = 1/2 log det(I + d / (n
 * lambda^2) Z^T Z)} (Eq. 6.7, halved). Large when they are spread over the sphere.
 *
 * @param lambdaSquare distortion that is allowed
 */
record CodingRate(double lambdaSquare) {
    private static final long ROWS_AT_ONCE = 1 << 16;

    /** The rows of a map: every pixel of every picture. */
    static Tensor rows(Tensor map) { // (B, C, H, W)
        return map.dim() == 2 ? map : map.permute(0, 2, 3, 1).reshape(-1, map.size(1)); // (n, d)
    }

    /** All inner products of the columns: {@code (d, d)}. */
    static Tensor gram(Tensor rows) { // (n, d)
        Tensor z = rows.to(ScalarType.Float);
        return z.t().matmul(z);
    }

    /** The rate of rows of length 1, {@code (n, d)}: (). */
    Tensor of(Tensor rows) {
        long n = rows.size(0);
        long d = rows.size(1);
        Tensor z = rows.to(ScalarType.Float);
        // Both products have the same determinant; the smaller one is cheaper.
        return n < d ? of(z.matmul(z.t()), n, d) : of(gram(z), n, d);
    }

    /**
     * The rate of {@code n} rows by their products.
     *
     * @param gram {@code (d, d)}, or the {@code (n, n)} of the rows themselves
     */
    Tensor of(Tensor gram, long n, long d) {
        Tensor scaled = gram.mul(new Scalar(d / (n * lambdaSquare)));
        Tensor root = linalg_cholesky(scaled.add(eye(gram.size(0)))); // half the logarithm
        return root.diagonal().log().sum(); // ()
    }

    /** The rate of as many rows, spread evenly over the sphere by the engine's generator. */
    double ofSphere(long n, long d) {
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            if (n < d) {
                return of(sphere(n, d)).item_double();
            }
            Tensor gram = zeros(d, d);
            for (long done = 0; done < n; done += ROWS_AT_ONCE) {
                try (Scope part = Scope.open()) {
                    gram.add_(gram(sphere(Math.min(ROWS_AT_ONCE, n - done), d)));
                }
            }
            return of(gram, n, d).item_double();
        }
    }

    private static Tensor sphere(long n, long d) {
        Tensor rows = randn(n, d);
        long[] columns = {1};
        return rows.div(rows.norm(new ScalarOptional(new Scalar(2.0)), columns, true));
    }
}
