package org.symbiosis.nn;

import static org.bytedeco.pytorch.global.torch.eye;
import static org.bytedeco.pytorch.global.torch.linalg_qr;
import static org.bytedeco.pytorch.global.torch.randn;

import java.util.function.Supplier;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Shapes;

/** First values of weights, drawn from the engine's generator, in place. */
public final class Initialisation {
    private static final ThreadLocal<Boolean> BLANK = ThreadLocal.withInitial(() -> false);

    private Initialisation() {}

    /**
     * Builds a network whose large weights keep whatever memory holds, since they will be loaded:
     * no time is spent on drawing them, and no page of memory is touched before the loading.
     */
    public static <L extends Layer> L blank(Supplier<L> network) {
        boolean before = BLANK.get();
        BLANK.set(true);
        try {
            return network.get();
        } finally {
            BLANK.set(before);
        }
    }

    /**
     * Uniform within the bound that keeps the variance of signals both ways (Glorot and Bengio
     * 2010): sqrt(6 / (fan in + fan out)).
     *
     * @param w taken as a matrix {@code (out, everything else)}
     */
    public static void xavierUniform(Tensor w) {
        double fanOut = w.size(0);
        double fanIn = w.numel() / fanOut;
        uniform(w, Math.sqrt(6 / (fanIn + fanOut)));
    }

    /** Uniform in [-bound, bound]. */
    public static void uniform(Tensor w, double bound) {
        if (BLANK.get()) {
            return;
        }
        try (NoGradGuard g = new NoGradGuard()) {
            w.uniform_(-bound, bound, new GeneratorOptional());
        }
    }

    /** Normal with mean 0. */
    public static void normal(Tensor w, double deviation) {
        if (BLANK.get()) {
            return;
        }
        try (NoGradGuard g = new NoGradGuard()) {
            w.normal_(0, deviation, new GeneratorOptional());
        }
    }

    /**
     * A convolution that passes its input on as it is.
     *
     * @param kernel {@code (C, C, k, k)} with odd k
     */
    public static void identity(Tensor kernel) {
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            long middle = kernel.size(2) / 2;
            kernel.zero_();
            kernel.select(3, middle).select(2, middle).copy_(eye(kernel.size(0)));
        }
    }

    /**
     * Normal with deviation sqrt(2 / fan out), for ReLU and its kin (He et al. 2015).
     *
     * @param w {@code (out, in, ...)}; the fan out is {@code out} times the kernel's places
     */
    public static void kaimingFanOut(Tensor w) {
        double fanOut = w.numel() / (double) w.size(1);
        normal(w, Math.sqrt(2 / fanOut));
    }

    /**
     * Rows, or columns where there are more rows than columns, that are orthonormal (Saxe et al.
     * 2014).
     *
     * @param w taken as a matrix {@code (out, everything else)}
     */
    public static void orthogonal(Tensor w) {
        if (BLANK.get()) {
            return;
        }
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            Tensor normal = randn(w.size(0), w.numel() / w.size(0));
            boolean wide = normal.size(0) < normal.size(1);
            Tensor Q = linalg_qr(wide ? normal.t() : normal).get0();
            w.copy_((wide ? Q.t() : Q).contiguous().view(Shapes.of(w)));
        }
    }

    /** Normal with mean 0, cut at -2 and 2 (absolute values, as the reference does). */
    public static void truncatedNormal(Tensor w, double deviation) {
        if (BLANK.get()) {
            return;
        }
        // Sampled by the inverse of the distribution function between the two cuts.
        double cut = erf(2 / deviation / Math.sqrt(2));
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            w.uniform_(-cut, cut, new GeneratorOptional());
            w.erfinv_().mul_(new Scalar(deviation * Math.sqrt(2)));
            w.clamp_(
                    new org.bytedeco.pytorch.ScalarOptional(new Scalar(-2.0)),
                    new org.bytedeco.pytorch.ScalarOptional(new Scalar(2.0)));
        }
    }

    /** All values the same. */
    public static void constant(Tensor w, double value) {
        if (BLANK.get()) {
            return;
        }
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            w.fill_(new Scalar(value));
        }
    }

    private static double erf(double x) {
        // Abramowitz and Stegun 7.1.26: 1.5e-7, more than a cut so far out needs.
        double t = 1 / (1 + 0.3275911 * x);
        double poly =
                t
                        * (0.254829592
                                + t
                                        * (-0.284496736
                                                + t
                                                        * (1.421413741
                                                                + t
                                                                        * (-1.453152027
                                                                                + t
                                                                                        * 1.061405429))));
        return Math.min(1 - poly * Math.exp(-x * x), 1 - 1e-7);
    }
}
