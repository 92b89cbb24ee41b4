package org.symbiosis.adversarial;

import static org.bytedeco.pytorch.global.torch.grad;
import static org.bytedeco.pytorch.global.torch.relu;

import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/**
 * How far a step in the input moves the embedding at most: the largest singular value of each
 * image's own Jacobian {@code J = d z~ / d x}, by power iteration (Algorithm 1, Eq. 3.7).
 */
public final class Smoothness {
    private Smoothness() {}

    /** Which lengths of an embedding cost. */
    public enum NormHinge {
        /** Those below 1: the reference. */
        FLOOR,
        /** Those above 1: the text. */
        CEILING,
        /** None. */
        OFF
    }

    /**
     * The directions that a power iteration ends with; constants, without gradient.
     *
     * @param u in the embedding {@code (N, p)}, of length 1
     * @param v in the input, shaped as it, of length 1
     */
    record Directions(Tensor u, Tensor v) {}

    /**
     * {@code sigma_i = <u_i^T J_i, v_i>}, a lower bound of the norm of {@code J_i}; differentiable.
     *
     * @param z embeddings {@code (N, p)} with their graph
     * @param x inputs that they were computed from, each on its own; they require a gradient
     * @param start {@code u ~ N(0, 1) (N, p)}
     * @param steps power iterations, S
     * @return {@code (N)}
     */
    public static Tensor sigma(Tensor z, Tensor x, Tensor start, int steps) {
        return along(z, x, directions(z, x, start, steps));
    }

    /** Step 4: {@code <u_i^T J_i, v_i>} for given directions, with the gradient's graph. */
    static Tensor along(Tensor z, Tensor x, Directions d) {
        return product(z, x, d.u()).flatten(1, -1).mul(d.v().flatten(1, -1)).sum(1);
    }

    /**
     * Steps 1 to 3 of Algorithm 1. {@code g(w) = J^T w} is linear in w, so that the graph which
     * gives v at {@code w = u} also gives {@code J v = d <g, v> / dw}: one product serves both.
     */
    static Directions directions(Tensor z, Tensor x, Tensor start, int steps) {
        Tensor u = start;
        Tensor v = null;
        for (int s = 0; s < steps; s++) {
            Tensor w = u.detach().requires_grad_(true);
            Tensor g = product(z, x, w); // (N, ...)
            v = Unit.rows(g.detach().flatten(1, -1)).view_as(x);
            u = derivative(g, w, v, false);
        }
        return new Directions(Unit.rows(u), v);
    }

    /** {@code J^T w} of each input, differentiable in w and in the weights. */
    private static Tensor product(Tensor z, Tensor x, Tensor w) {
        return derivative(z, x, w, true);
    }

    private static Tensor derivative(Tensor y, Tensor x, Tensor seed, boolean createGraph) {
        return grad(
                        new TensorVector(y),
                        new TensorVector(x),
                        new TensorVector(seed),
                        new BoolOptional(true),
                        createGraph,
                        false)
                .get(0);
    }

    /** {@code mean (sigma_i - Lip)^2}: the square that Eq. 3.7 means. */
    public static Tensor jacobianTerm(Tensor sigma, double lip) {
        return sigma.sub(new Scalar(lip)).square().mean();
    }

    /** The hinge on the lengths of embeddings {@code (B, p)}, shape (). */
    public static Tensor normTerm(NormHinge hinge, Tensor embedding) {
        Tensor above = Unit.lengths(embedding).sub(new Scalar(1)); // (B, 1)
        return switch (hinge) {
            case FLOOR -> relu(above.neg()).square().mean();
            case CEILING -> relu(above).square().mean();
            case OFF -> above.detach().mul(new Scalar(0)).mean();
        };
    }
}
