package org.symbiosis.nn;

import static org.bytedeco.pytorch.global.torch.ones;
import static org.bytedeco.pytorch.global.torch.sigmoid;

import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.tensor.Engine;
import org.symbiosis.tensor.Scope;

/**
 * Joins a branch to its input: {@code alpha x + beta f}. Made by {@link Shortcut}.
 *
 * <p>A learnt alpha is registered as {@code alpha}, a scalar.
 */
public final class Residual extends Layer {
    private final UnaryOperator<Tensor> survive;
    private final Scalar alpha;
    private final Scalar beta;

    private Residual(double alpha, double beta) {
        Engine.start();
        this.survive = null;
        this.alpha = alpha == 1 ? null : constant(alpha);
        this.beta = beta == 1 ? null : constant(beta);
    }

    private Residual(Tensor initial, UnaryOperator<Tensor> toAlpha) {
        Tensor free = parameter("alpha", initial);
        this.survive = x -> x.mul(toAlpha.apply(free));
        this.alpha = null;
        this.beta = null;
    }

    static Residual fixed(double alpha, double beta) {
        return new Residual(alpha, beta);
    }

    static Residual learnt(Tensor initial) {
        return new Residual(initial, free -> free);
    }

    static Residual learntSigmoid(Tensor initialLogit) {
        return new Residual(initialLogit, logit -> sigmoid(logit));
    }

    /** The share of the input that survives now: fixed, or learnt so far. */
    public double alpha() {
        if (survive == null) {
            return alpha == null ? 1 : alpha.toDouble();
        }
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            return survive.apply(ones(1)).item_double();
        }
    }

    /** Joins {@code x} and {@code f} of the same shape. */
    public Tensor join(Tensor x, Tensor f) {
        Tensor branch = beta == null ? f : f.mul(beta);
        if (survive != null) {
            return branch.add(survive.apply(x));
        }
        return alpha == null ? branch.add(x) : branch.add(x, alpha);
    }
}
