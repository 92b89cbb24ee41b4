package org.symbiosis.nn;

import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.tensor.Scope;

/** First values of weights, drawn from the engine's generator, in place. */
public final class Initialisation {
    private Initialisation() {}

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
        try (NoGradGuard g = new NoGradGuard()) {
            w.uniform_(-bound, bound, new GeneratorOptional());
        }
    }

    /** Normal with mean 0. */
    public static void normal(Tensor w, double deviation) {
        try (NoGradGuard g = new NoGradGuard()) {
            w.normal_(0, deviation, new GeneratorOptional());
        }
    }

    /** Normal with mean 0, cut at -2 and 2 (absolute values, as the reference does). */
    public static void truncatedNormal(Tensor w, double deviation) {
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
