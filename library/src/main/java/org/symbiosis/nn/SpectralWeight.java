package org.symbiosis.nn;

import static org.bytedeco.pytorch.global.torch.empty;
import static org.bytedeco.pytorch.global.torch.ones;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * A weight divided by an estimate of its largest singular value (Miyato et al. 2018), so that the
 * map it stands for stretches no vector by much more than 1.
 *
 * <p>Each pass makes one power iteration from the left vector kept in {@code u0}; in training the
 * vector moves on, in evaluation it stays. The gradient runs through the weight only.
 */
public final class SpectralWeight extends Layer {
    private static final String VECTOR = "u0";
    private static final String NORM = "sv0";

    private final Tensor weight; // (out, ...)
    private final Tensor u; // (1, out)
    private final Tensor value; // (1)
    private final Scalar eps = constant(1e-6);

    /** A weight of this shape, with PyTorch's first values. */
    SpectralWeight(long... shape) {
        weight = parameter("weight", empty(shape));
        Initialisation.uniform(weight, Math.sqrt(shape[0] / (double) weight.numel()));
        u = buffer(VECTOR, empty(1, shape[0]));
        Initialisation.normal(u, 1);
        value = buffer(NORM, ones(1));
    }

    /**
     * Whether a tensor of this name is an estimate of a weight's norm, or the vector it is from.
     */
    public static boolean isEstimate(String name) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        return last.equals(VECTOR) || last.equals(NORM);
    }

    /** The weight as it is, {@code (out, ...)}. */
    Tensor raw() {
        return weight;
    }

    /** The weight over its largest singular value, {@code (out, ...)}. */
    Tensor normalised() {
        Tensor W = weight.flatten(1, -1); // (out, n)
        Tensor left;
        Tensor right;
        try (NoGradGuard g = new NoGradGuard()) {
            right = unit(u.matmul(W)); // (1, n)
            left = unit(right.matmul(W.t())); // (1, out)
        }
        Tensor sigma = right.matmul(W.t()).matmul(left.t()).view(1);
        if (isTraining()) {
            try (NoGradGuard g = new NoGradGuard()) {
                u.copy_(left);
                value.copy_(sigma);
            }
        }
        return weight.div(sigma);
    }

    private Tensor unit(Tensor a) {
        return a.div(a.norm().clamp_min(eps));
    }
}
