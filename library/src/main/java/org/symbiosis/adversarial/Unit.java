package org.symbiosis.adversarial;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.tensor.Engine;
import org.symbiosis.tensor.Scope;

/** Vectors brought to length 1: {@code a / max(|a|, 1e-12)} on the last dimension. */
final class Unit {
    private static final Scalar EPS;
    private static final ScalarOptional TWO;

    static {
        Engine.start();
        EPS = Scope.keep(new Scalar(1e-12));
        TWO = Scope.keep(new ScalarOptional(new Scalar(2.0)));
    }

    private Unit() {}

    /** Each row of {@code (..., n)} over its length. */
    static Tensor rows(Tensor a) {
        return a.div(lengths(a).clamp_min(EPS));
    }

    /** The length of each row, {@code (..., 1)}. */
    static Tensor lengths(Tensor a) {
        return a.norm(TWO, new long[] {-1}, true);
    }
}
