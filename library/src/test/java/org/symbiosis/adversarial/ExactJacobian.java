package org.symbiosis.adversarial;

import static org.bytedeco.pytorch.global.torch.grad;
import static org.bytedeco.pytorch.global.torch.linalg_svdvals;
import static org.bytedeco.pytorch.global.torch.stack;
import static org.bytedeco.pytorch.global.torch.zeros_like;

import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/** Whole Jacobians, row by row. */
final class ExactJacobian {
    private ExactJacobian() {}

    /** The Jacobian of each row of {@code y (N, p)} by its own input: {@code (N, p, n)}. */
    static Tensor of(Tensor y, Tensor x) {
        TensorVector rows = new TensorVector();
        for (long i = 0; i < y.size(1); i++) {
            Tensor seed = zeros_like(y);
            seed.select(1, i).fill_(new Scalar(1));
            rows.push_back(
                    grad(
                                    new TensorVector(y),
                                    new TensorVector(x),
                                    new TensorVector(seed),
                                    new BoolOptional(true),
                                    false,
                                    false)
                            .get(0)
                            .flatten(1, -1));
        }
        return stack(rows, 1);
    }

    /** {@code J v} of each row: {@code (N, p)}. */
    static Tensor times(Tensor y, Tensor x, Tensor v) {
        return of(y, x).bmm(v.flatten(1, -1).unsqueeze(2)).squeeze(2);
    }

    /** Largest singular values {@code (N)} of {@code J (N, p, n)}. */
    static Tensor spectralNorms(Tensor J) {
        return linalg_svdvals(J).select(1, 0);
    }
}
