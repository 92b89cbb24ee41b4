package org.symbiosis.eval;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.cholesky_solve;
import static org.bytedeco.pytorch.global.torch.eye;
import static org.bytedeco.pytorch.global.torch.full;
import static org.bytedeco.pytorch.global.torch.linalg_cholesky;
import static org.bytedeco.pytorch.global.torch.linalg_eigh;
import static org.bytedeco.pytorch.global.torch.where;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/**
 * The objective of {@link Svm} and its minimum, all classes abreast: a Newton step for each class
 * by conjugate gradients, preconditioned with the Hessian that would hold if the points inside the
 * margin were like all points; then halved until the objective falls.
 *
 * <p>All tensors hold a column for each class, in double precision.
 */
final class SquaredHinge implements AutoCloseable {
    private static final double TOLERANCE = 1e-9;
    private static final int NEWTON_STEPS = 100;
    private static final int CONJUGATE_STEPS = 200;
    private static final int HALVINGS = 40;
    private static final double ARMIJO = 1e-4;
    private static final double ROUNDING = 1e-13;

    private final double c;
    private final Tensor basis; // (D, r), or null where r = D
    private final Tensor X; // (n, r): the features and a one, in the basis
    private final Tensor Y; // (n, K): 1 in the class, -1 outside
    private final Tensor gram; // (r, r)
    private Tensor factor; // of the preconditioner
    private double factoredShare;

    /** In the caller's scope. */
    SquaredHinge(Features train, int classes, double c) {
        this.c = c;
        Tensor one = filled(1, train.n(), 1);
        Tensor all = cat(new TensorVector(train.tensor().to(ScalarType.Double), one), 1); // (n, D)
        basis = all.size(0) < all.size(1) ? span(all) : null;
        X = basis == null ? all : all.matmul(basis);
        Y = filled(-1, train.n(), classes);
        Y.scatter_(1, train.labelTensor().unsqueeze(1), new Scalar(1));
        gram = X.t().matmul(X);
    }

    /** Orthonormal columns that span the rows: no weight of the minimum lies outside of them. */
    private static Tensor span(Tensor rows) {
        T_TensorTensor_T eigen = linalg_eigh(rows.matmul(rows.t())); // ascending
        double[] squares = Plain.doubles(eigen.get0());
        int n = squares.length;
        int none = 0;
        while (none < n - 1 && squares[none] <= n * Math.ulp(1.0) * squares[n - 1]) {
            none++;
        }
        Tensor lengths = eigen.get0().narrow(0, none, n - none).sqrt().unsqueeze(0);
        return rows.t().matmul(eigen.get1().narrow(1, none, n - none)).div(lengths);
    }

    private static Tensor filled(double value, long rows, long columns) {
        return full(new long[] {rows, columns}, new Scalar(value), doubles());
    }

    private static TensorOptions doubles() {
        return new TensorOptions(ScalarType.Double);
    }

    /** The minimum, {@code (D, K)}. */
    Tensor minimum() {
        Tensor W = minimumInBasis();
        return basis == null ? W : basis.matmul(W);
    }

    private Tensor minimumInBasis() {
        Tensor W = filled(0, X.size(1), Y.size(1));
        Tensor S = filled(0, X.size(0), Y.size(1)); // X W
        Tensor first = columnNorms(gradient(W, S)); // (1, K)
        boolean done = false;
        for (int step = 0; step < NEWTON_STEPS && !done; step++) {
            try (Scope inner = Scope.open()) {
                Tensor g = gradient(W, S);
                Tensor rest = columnNorms(g).div(first.clamp_min(new Scalar(1e-300)));
                double worst = rest.max().item_double();
                done = !(worst > TOLERANCE);
                if (!done) {
                    done = !descend(W, S, g, rest);
                }
            }
        }
        return W;
    }

    /** One Newton step in place; false when no class could be improved any more. */
    private boolean descend(Tensor W, Tensor S, Tensor g, Tensor rest) {
        Tensor active = slack(S).gt(new Scalar(0)).to(ScalarType.Double); // (n, K)
        Tensor d = direction(active, g, rest); // (D, K)
        Tensor Xd = X.matmul(d);
        Tensor slope = g.mul(d).sum(new long[] {0}, true, null); // (1, K), negative
        Tensor before = objective(W, S);
        Tensor t = filled(1, 1, Y.size(1));
        for (int i = 0; i < HALVINGS; i++) {
            Tensor after = objective(W.add(d.mul(t)), S.add(Xd.mul(t)));
            Tensor allowed =
                    before.mul(new Scalar(1 + ROUNDING)).add(slope.mul(t).mul(new Scalar(ARMIJO)));
            Tensor tooFar = after.gt(allowed); // (1, K)
            if (!tooFar.any().item_bool()) {
                break;
            }
            t = where(tooFar, t.mul(new Scalar(0.5)), t);
        }
        W.add_(d.mul(t));
        S.add_(Xd.mul(t));
        return t.max().item_double() > Math.pow(0.5, HALVINGS - 1);
    }

    /** 1 - y (w x + b), {@code (n, K)}. */
    private Tensor slack(Tensor S) {
        return Y.mul(S).neg().add(new Scalar(1));
    }

    private Tensor objective(Tensor W, Tensor S) {
        Tensor hinge = slack(S).clamp_min(new Scalar(0)).square().sum(new long[] {0}, true, null);
        return W.square()
                .sum(new long[] {0}, true, null)
                .mul(new Scalar(0.5))
                .add(hinge.mul(new Scalar(c)));
    }

    private Tensor gradient(Tensor W, Tensor S) {
        Tensor hinge = slack(S).clamp_min(new Scalar(0)).mul(Y);
        return W.sub(X.t().matmul(hinge).mul(new Scalar(2 * c)));
    }

    private Tensor curvature(Tensor active, Tensor V) {
        return V.add(X.t().matmul(active.mul(X.matmul(V))).mul(new Scalar(2 * c)));
    }

    /** Solves Hessian times d = -g for all classes until each has a part of its residual left. */
    private Tensor direction(Tensor active, Tensor g, Tensor rest) {
        Tensor L = preconditioner(Math.max(1e-3, active.mean().item_double()));
        Tensor d = filled(0, g.size(0), g.size(1));
        Tensor r = g.neg();
        Tensor z = cholesky_solve(r, L);
        Tensor p = z.clone();
        Tensor rz = dot(r, z);
        Tensor goal = columnNorms(g).mul(rest.sqrt().clamp_max(new Scalar(0.1)));
        for (int i = 0; i < CONJUGATE_STEPS; i++) {
            try (Scope s = Scope.open()) {
                Tensor open = columnNorms(r).gt(goal).to(ScalarType.Double); // (1, K)
                if (open.max().item_double() == 0) {
                    break;
                }
                Tensor Hp = curvature(active, p);
                Tensor alpha = open.mul(rz).div(positive(dot(p, Hp)));
                d.add_(p.mul(alpha));
                r.sub_(Hp.mul(alpha));
                z.copy_(cholesky_solve(r, L));
                Tensor next = dot(r, z);
                p.copy_(z.add(p.mul(next.div(positive(rz)))));
                rz.copy_(next);
            }
        }
        return d;
    }

    /** Factored again only when the share of points inside the margin has changed much. */
    private Tensor preconditioner(double share) {
        if (factor == null || share > 2 * factoredShare || share < factoredShare / 2) {
            Tensor like = gram.mul(new Scalar(2 * c * share)).add(eye(X.size(1), doubles()));
            if (factor == null) {
                factor = Scope.keep(linalg_cholesky(like));
            } else {
                factor.copy_(linalg_cholesky(like));
            }
            factoredShare = share;
        }
        return factor;
    }

    @Override
    public void close() {
        if (factor != null) {
            Scope.release(factor);
        }
    }

    private static Tensor positive(Tensor values) {
        return values.clamp_min(new Scalar(1e-300));
    }

    private static Tensor dot(Tensor a, Tensor b) {
        return a.mul(b).sum(new long[] {0}, true, null); // (1, K)
    }

    private static Tensor columnNorms(Tensor matrix) {
        return matrix.square().sum(new long[] {0}, true, null).sqrt(); // (1, K)
    }
}
