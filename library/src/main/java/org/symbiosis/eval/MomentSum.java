package org.symbiosis.eval;

import static org.bytedeco.pytorch.global.torch.zeros;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.symbiosis.UserError;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Shapes;

/**
 * Mean and covariance of vectors that pass by in batches and are not kept, in double precision.
 *
 * <p>Sums are taken around the mean of the first batch, so that a large common offset costs no
 * digits. The result depends on the batches in the last digits only.
 */
public final class MomentSum implements AutoCloseable {
    private final Tensor offset; // (d)
    private final Tensor sum; // (d), of the vectors less the offset
    private final Tensor products; // (d, d), of the same
    private long count;

    /** Starts empty, for vectors of this length. */
    public MomentSum(int d) {
        try (Scope s = Scope.open()) {
            offset = Scope.keep(zeros(d).to(ScalarType.Double));
            sum = Scope.keep(zeros(d).to(ScalarType.Double));
            products = Scope.keep(zeros(d, d).to(ScalarType.Double));
        }
    }

    /**
     * Adds a batch.
     *
     * @param x {@code (B, d)}
     * @throws UserError when a value is not finite
     */
    public void add(Tensor x) {
        if (x.dim() != 2 || x.size(1) != offset.size(0)) {
            throw new IllegalArgumentException(
                    Shapes.text(Shapes.of(x)) + " among vectors of " + offset.size(0));
        }
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            Tensor wide = x.to(ScalarType.Double);
            if (!wide.isfinite().all().item_bool()) {
                throw UserError.failed(
                        "a feature after " + count + " images is not finite",
                        "use another model, or other images");
            }
            if (count == 0) {
                offset.copy_(wide.mean(new long[] {0}, false, new ScalarTypeOptional()));
            }
            Tensor centred = wide.sub(offset);
            sum.add_(centred.sum(new long[] {0}, false, new ScalarTypeOptional()));
            products.add_(centred.t().matmul(centred));
            count += x.size(0);
        }
    }

    /** Vectors added so far. */
    public long count() {
        return count;
    }

    /**
     * Mean and unbiased covariance.
     *
     * @throws UserError when there are fewer than two vectors
     */
    public Moments moments() {
        if (count < 2) {
            throw UserError.usage(
                    count + " images have no covariance", "give at least two images that open");
        }
        try (Scope s = Scope.open()) {
            Scalar n = new Scalar((double) count);
            Tensor mean = sum.div(n);
            Tensor spread = products.sub(mean.unsqueeze(1).matmul(mean.unsqueeze(0)).mul(n));
            return new Moments(
                    count,
                    Plain.doubles(mean.add(offset)),
                    Plain.doubles(spread.div(new Scalar(count - 1.0))));
        }
    }

    @Override
    public void close() {
        Scope.release(offset);
        Scope.release(sum);
        Scope.release(products);
    }
}
