package org.symbiosis.eval.finetune;

import org.symbiosis.data.SplitMix;

/** Random numbers of the beta distribution. */
final class Beta {
    private Beta() {}

    /** A number of Beta(a, a), a positive: the share of one of two equal gamma variables. */
    static double symmetric(double a, SplitMix random) {
        double x = logGamma(a, random);
        double y = logGamma(a, random);
        return 1 / (1 + StrictMath.exp(y - x));
    }

    /**
     * The logarithm of a number of Gamma(a, 1), by squeezing a cubed normal (Marsaglia and Tsang
     * 2000); below a = 1 a power of a uniform number brings Gamma(a + 1) down. In logarithms,
     * because for small a both variables would underflow.
     */
    private static double logGamma(double a, SplitMix random) {
        if (a < 1) {
            return logGamma(a + 1, random) + StrictMath.log(1 - random.u()) / a;
        }
        double d = a - 1 / 3.0;
        double c = 1 / StrictMath.sqrt(9 * d);
        while (true) {
            double x = random.gaussian();
            double v = (1 + c * x) * (1 + c * x) * (1 + c * x);
            double u = 1 - random.u();
            if (v > 0 && StrictMath.log(u) < x * x / 2 + d * (1 - v + StrictMath.log(v))) {
                return StrictMath.log(d) + StrictMath.log(v);
            }
        }
    }
}
