package org.symbiosis.train;

import static org.bytedeco.pytorch.global.torch.cat;

import java.util.Collection;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.symbiosis.tensor.Scope;

/** What is done to all gradients at once. */
public final class Gradients {
    private Gradients() {}

    /** Sets them to zero; a parameter that never had one stays without. */
    public static void zero(Collection<Tensor> parameters) {
        for (Tensor p : parameters) {
            Tensor g = p.grad();
            if (g.defined()) {
                g.zero_();
            }
        }
    }

    /** Adds a replica's gradients to the master's. */
    public static void add(Map<String, Tensor> master, Map<String, Tensor> replica) {
        try (Scope s = Scope.open();
                NoGradGuard guard = new NoGradGuard()) {
            master.forEach(
                    (name, p) -> {
                        Tensor more = replica.get(name).grad();
                        if (more.defined()) {
                            p.grad().add_(more); // the same graph: the master has one too
                        }
                    });
        }
    }

    /** The Euclidean norm of all of them together. */
    public static double norm(Collection<Tensor> parameters) {
        try (Scope s = Scope.open();
                NoGradGuard guard = new NoGradGuard()) {
            TensorVector norms = new TensorVector();
            for (Tensor p : parameters) {
                Tensor g = p.grad();
                if (g.defined()) {
                    norms.push_back(g.norm().view(1));
                }
            }
            return norms.size() == 0 ? 0 : cat(norms, 0).norm().item_double();
        }
    }

    /** The largest Euclidean norm of the gradient of a single parameter. */
    public static double largest(Collection<Tensor> parameters) {
        return largestNorm(parameters.stream().map(Tensor::grad).toList());
    }

    /** The largest Euclidean norm of a single tensor; undefined ones count as zero. */
    public static double largestNorm(Collection<Tensor> tensors) {
        try (Scope s = Scope.open();
                NoGradGuard guard = new NoGradGuard()) {
            double largest = 0;
            for (Tensor t : tensors) {
                largest = t.defined() ? Math.max(largest, t.norm().item_double()) : largest;
            }
            return largest;
        }
    }

    /** Scales them down to this norm if theirs is larger. */
    public static void clip(Collection<Tensor> parameters, double norm, double maxNorm) {
        if (norm > maxNorm) {
            try (Scope s = Scope.open();
                    NoGradGuard guard = new NoGradGuard()) {
                Scalar factor = new Scalar(maxNorm / (norm + 1e-6));
                for (Tensor p : parameters) {
                    Tensor g = p.grad();
                    if (g.defined()) {
                        g.mul_(factor);
                    }
                }
            }
        }
    }

    /** The first parameter whose gradient is not finite, or null. */
    public static String firstNotFinite(Map<String, Tensor> parameters) {
        try (Scope s = Scope.open();
                NoGradGuard guard = new NoGradGuard()) {
            for (Map.Entry<String, Tensor> e : parameters.entrySet()) {
                Tensor g = e.getValue().grad();
                if (g.defined() && !Double.isFinite(g.norm().item_double())) {
                    return e.getKey();
                }
            }
        }
        return null;
    }
}
