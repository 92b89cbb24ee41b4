package org.symbiosis.contrastive;

import static org.bytedeco.pytorch.global.torch.arange;
import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.cross_entropy_loss;
import static org.bytedeco.pytorch.global.torch.eye;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.symbiosis.tensor.Shapes;

/**
 * The normalised temperature-scaled cross-entropy: each of 2 B views has to find its other view
 * among the 2 B - 1 rest by cosine similarity over a temperature (Chen et al., 2020, Eq. 1).
 */
public final class NtXent {
    private NtXent() {}

    /**
     * Cosine similarities over the temperature, a view with itself at minus infinity.
     *
     * @param one embeddings of the first views, {@code (B, p)}, of any length
     * @param other of the second views, {@code (B, p)}
     * @param temperature positive
     * @return {@code (2 B, 2 B)}
     */
    public static Tensor logits(Tensor one, Tensor other, double temperature) {
        if (one.size(0) < 2 || one.size(0) != other.size(0)) {
            throw new IllegalArgumentException(
                    "views of %s and %s: at least two images, each with two views"
                            .formatted(Shapes.text(Shapes.of(one)), Shapes.text(Shapes.of(other))));
        }
        Tensor z = unit(cat(new TensorVector(one, other), 0)); // (2 B, p)
        Tensor similarity = z.matmul(z.t()).div(new Scalar(temperature));
        Tensor self = eye(z.size(0), new TensorOptions(ScalarType.Bool));
        return similarity.masked_fill(self, new Scalar(Double.NEGATIVE_INFINITY));
    }

    /** The mean loss of all views, from their {@link #logits}; shape (). */
    public static Tensor loss(Tensor logits) {
        return cross_entropy_loss(logits, partners(logits.size(0) / 2));
    }

    /** Share of views that are nearest to their other view, from their {@link #logits}. */
    public static Tensor accuracy(Tensor logits) {
        Tensor nearest = logits.argmax(new org.bytedeco.pytorch.LongOptional(1), false);
        return nearest.eq(partners(logits.size(0) / 2)).to(ScalarType.Float).mean();
    }

    /** Row of the other view of each view, {@code (2 B)}. */
    private static Tensor partners(long images) {
        Tensor rows = arange(new Scalar(images), new TensorOptions(ScalarType.Long));
        return cat(new TensorVector(rows.add(new Scalar(images)), rows), 0);
    }

    private static Tensor unit(Tensor x) {
        Tensor length = x.norm(new ScalarOptional(new Scalar(2)), new long[] {1}, true);
        return x.div(length.clamp_min(new Scalar(1e-12)));
    }
}
