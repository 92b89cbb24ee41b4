package org.symbiosis.nested.latents;

import static org.bytedeco.pytorch.global.torch.linalg_eigh;
import static org.bytedeco.pytorch.global.torch.ones;
import static org.bytedeco.pytorch.global.torch.zeros;
import static org.bytedeco.pytorch.global.torch.zeros_like;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.symbiosis.UserError;
import org.symbiosis.nested.latents.Reduction.Centring;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/**
 * Fits a channel reducer to vectors that stream by: only their mean and second moment are kept, in
 * doubles, so that the set may be of any size.
 */
final class ReducerFit implements AutoCloseable {
    private final Tensor offset; // (D), the mean of the first vectors: keeps large means harmless
    private final Tensor sum; // (D), of the vectors less the offset
    private final Tensor products; // (D, D), of the same
    private long count;

    /** Of vectors of so many channels. */
    ReducerFit(int channels) {
        offset = Scope.keep(zeros(channels).to(ScalarType.Double));
        sum = Scope.keep(zeros(channels).to(ScalarType.Double));
        products = Scope.keep(zeros(channels, channels).to(ScalarType.Double));
    }

    /**
     * What was fitted.
     *
     * @param singularValues of the kept channels, largest first, (c)
     * @param shares of the variance that each kept channel carries, (c)
     */
    record Fitted(ChannelReducer reducer, Tensor singularValues, Tensor shares) {
        /** Share of the variance that is kept, in [0, 1]. */
        double kept() {
            double total = 0;
            for (double share : Plain.doubles(shares)) {
                total += share;
            }
            return total;
        }
    }

    /** Takes vectors {@code (n, D)} in. */
    void add(Tensor vectors) {
        try (Scope s = Scope.open()) {
            Tensor wide = vectors.to(ScalarType.Double);
            if (count == 0) {
                offset.copy_(wide.mean(0));
            }
            Tensor f = wide.sub(offset);
            sum.add_(f.sum(0));
            products.add_(f.t().matmul(f));
            count += vectors.size(0);
        }
    }

    /** Vectors taken in so far. */
    long count() {
        return count;
    }

    /**
     * The reducer to the leading channels.
     *
     * @throws UserError when the vectors have no variance, or fewer channels than are to be kept
     */
    Fitted fit(int kept, Reduction reduction) {
        if (kept > sum.size(0)) {
            throw UserError.usage(
                    "the encoder has %d channels, and %d are to be kept"
                            .formatted(sum.size(0), kept),
                    "choose a smaller dim, or a wider encoder");
        }
        Scalar n = new Scalar((double) count);
        Tensor shift = sum.div(n); // (D)
        boolean centred = reduction.centring() == Centring.CENTRED;
        Tensor mean = centred ? offset.add(shift) : zeros_like(offset);
        Tensor scatter = products.sub(shift.outer(shift).mul(n)); // around the mean
        if (!centred) {
            Tensor whole = offset.add(shift);
            scatter = scatter.add(whole.outer(whole).mul(n)); // around zero
        }
        var eigen = linalg_eigh(scatter); // ascending
        Tensor values = eigen.get0().flip(0).clamp_min(new Scalar(0.0));
        Tensor total = values.sum(); // ()
        if (!(total.item_double() > 0)) {
            throw UserError.failed(
                    "the encoder gives all images the same vector",
                    "use a trained encoder, or other images");
        }
        Tensor leading = values.narrow(0, 0, kept); // (c)
        Tensor components = signed(eigen.get1().flip(1).narrow(1, 0, kept).t().contiguous());
        return new Fitted(
                new ChannelReducer(mean, components, scale(leading, reduction)),
                leading.sqrt(),
                leading.div(total));
    }

    /** Root mean squares of the kept coefficients over the fit set. */
    private Tensor scale(Tensor leading, Reduction reduction) {
        Tensor squares = leading.div(new Scalar((double) count)); // (c)
        return switch (reduction.scaling()) {
            case SCALAR -> squares.mean().sqrt().reshape(1);
            case CHANNEL -> squares.sqrt().clamp_min(new Scalar(Double.MIN_NORMAL));
            case NONE -> ones(1).to(ScalarType.Double);
        };
    }

    /** Rows turned so that their entry of largest magnitude is positive: refits then agree. */
    private static Tensor signed(Tensor components) {
        Tensor largest = components.abs().argmax(new LongOptional(1), true);
        return components.mul(components.gather(1, largest).sign());
    }

    @Override
    public void close() {
        Scope.release(offset);
        Scope.release(sum);
        Scope.release(products);
    }
}
