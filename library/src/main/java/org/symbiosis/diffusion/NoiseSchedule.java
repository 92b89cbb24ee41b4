package org.symbiosis.diffusion;

import java.util.Arrays;

/**
 * How an image turns into noise: {@code x_t = alpha_t x_0 + sigma_t eps} with {@code alpha_t^2 +
 * sigma_t^2 = 1}, for times t from 0 (the image) to 1 (noise).
 *
 * <p>All in double: 32-bit floats lose 1e-4 of lambda near t = 0.
 */
public sealed interface NoiseSchedule {
    /** Logarithm of the signal's factor, log alpha_t. */
    double logAlpha(double t);

    /** The rate of noise of the stochastic differential equation, beta(t) = -2 d log alpha / dt. */
    double beta(double t);

    /** The time of a {@link #lambda}: its inverse. */
    double timeOf(double lambda);

    /** What a network is told of a time. */
    double netTime(double t);

    /** The time of a training sample, for a number that is uniform in [0, 1). */
    double drawn(double u);

    /** Where sampling starts. */
    default double first() {
        return 1;
    }

    /** Where solvers of the differential equation stop. */
    double last();

    /** The signal's share of the variance, alpha_t^2: in the text alpha with a bar. */
    default double alphaBar(double t) {
        return Math.exp(2 * logAlpha(t));
    }

    /** The signal's factor. */
    default double alpha(double t) {
        return Math.exp(logAlpha(t));
    }

    /** The noise's factor. */
    default double sigma(double t) {
        return Math.sqrt(Math.max(0, -Math.expm1(2 * logAlpha(t))));
    }

    /** Half the logarithm of the signal-to-noise ratio, log(alpha / sigma). */
    default double lambda(double t) {
        return logAlpha(t) - Math.log(sigma(t));
    }

    /**
     * The continuous schedule with a linear rate, {@code beta(t) = betaMin + (betaMax - betaMin)
     * t}; networks are told {@code 999 t} (section 4.3).
     *
     * @param betaMin rate at the image, at least 0
     * @param betaMax rate at the noise, above {@code betaMin}
     */
    record Linear(double betaMin, double betaMax) implements NoiseSchedule {
        /** Checks the range. */
        public Linear {
            if (!(betaMin >= 0 && betaMax > betaMin) || Double.isInfinite(betaMax)) {
                throw new IllegalArgumentException(
                        "rates rise from betaMin to betaMax, not from "
                                + betaMin
                                + " to "
                                + betaMax);
            }
        }

        /** From 0.1 to 20, as published. */
        public static Linear standard() {
            return new Linear(0.1, 20);
        }

        @Override
        public double logAlpha(double t) {
            return -0.25 * (betaMax - betaMin) * t * t - 0.5 * betaMin * t;
        }

        @Override
        public double beta(double t) {
            return betaMin + (betaMax - betaMin) * t;
        }

        @Override
        public double timeOf(double lambda) {
            double rise = betaMax - betaMin;
            double q = 2 * rise * logOnePlusExp(-2 * lambda);
            return q / ((Math.sqrt(betaMin * betaMin + q) + betaMin) * rise);
        }

        @Override
        public double netTime(double t) {
            return 999 * t;
        }

        @Override
        public double drawn(double u) {
            return u;
        }

        @Override
        public double last() {
            return 1e-4;
        }
    }

    /**
     * The continuous schedule with {@code alpha_t = cos(pi/2 (t + s)/(1 + s)) / cos(pi/2 s/(1 +
     * s))}; networks are told {@code 999 t}.
     *
     * @param s keeps the first steps from vanishing; 0.008 as published
     */
    record Cosine(double s) implements NoiseSchedule {
        /** Checks the range. */
        public Cosine {
            if (!(s > 0) || Double.isInfinite(s)) {
                throw new IllegalArgumentException("s must be positive, not " + s);
            }
        }

        /** With s = 0.008. */
        public static Cosine standard() {
            return new Cosine(0.008);
        }

        private double angle(double t) {
            return (t + s) / (1 + s) * Math.PI / 2;
        }

        @Override
        public double logAlpha(double t) {
            return Math.log(Math.cos(angle(t))) - Math.log(Math.cos(angle(0)));
        }

        @Override
        public double beta(double t) {
            return Math.tan(angle(t)) / (1 + s) * Math.PI;
        }

        @Override
        public double timeOf(double lambda) {
            double logAlpha = -0.5 * logOnePlusExp(-2 * lambda);
            double cosine = Math.exp(logAlpha + Math.log(Math.cos(angle(0))));
            return Math.acos(cosine) * 2 * (1 + s) / Math.PI - s;
        }

        @Override
        public double netTime(double t) {
            return 999 * t;
        }

        @Override
        public double drawn(double u) {
            return u;
        }

        /** Before 1, where nothing is left of the signal and its logarithm is infinite. */
        @Override
        public double first() {
            return 0.9946;
        }

        @Override
        public double last() {
            return 1e-4;
        }
    }

    /**
     * The thousand steps of Stable Diffusion, {@code beta_n = linspace(sqrt 0.00085, sqrt 0.012,
     * 1000)_n^2}, at times n / 1000; log alpha is linear between them, and beyond them as in the
     * nearest interval. Networks are told {@code n = 1000 t} (section 4.4).
     */
    record Discrete() implements NoiseSchedule {
        /** Number of steps. */
        public static final int STEPS = 1000;

        private static final double[] BETAS = betasOfSteps();
        private static final double[] LOG_ALPHA = logAlphas();

        private static double[] betasOfSteps() {
            double[] betas = new double[STEPS];
            double from = Math.sqrt(0.00085);
            double to = Math.sqrt(0.0120);
            for (int i = 0; i < STEPS; i++) {
                double root = from + (to - from) * i / (STEPS - 1);
                betas[i] = root * root;
            }
            return betas;
        }

        private static double[] logAlphas() {
            double[] logs = new double[STEPS];
            double sum = 0;
            for (int i = 0; i < STEPS; i++) {
                sum += 0.5 * Math.log1p(-BETAS[i]);
                logs[i] = sum;
            }
            return logs;
        }

        /** beta_1 .. beta_1000. */
        public static double[] betas() {
            return BETAS.clone();
        }

        /** The knot at or before {@code position = 1000 t}, such that one follows it. */
        private static int knot(double position) {
            return (int) Math.min(Math.max(Math.floor(position), 1), STEPS - 1);
        }

        @Override
        public double logAlpha(double t) {
            double position = t * STEPS;
            int n = knot(position);
            double slope = LOG_ALPHA[n] - LOG_ALPHA[n - 1];
            return LOG_ALPHA[n - 1] + (position - n) * slope;
        }

        @Override
        public double beta(double t) {
            int n = knot(t * STEPS);
            return -2 * (LOG_ALPHA[n] - LOG_ALPHA[n - 1]) * STEPS;
        }

        @Override
        public double timeOf(double lambda) {
            double logAlpha = -0.5 * logOnePlusExp(-2 * lambda);
            int after = (int) Arrays.stream(LOG_ALPHA).filter(l -> l >= logAlpha).count();
            int n = knot(after);
            double slope = LOG_ALPHA[n] - LOG_ALPHA[n - 1];
            return (n + (logAlpha - LOG_ALPHA[n - 1]) / slope) / STEPS;
        }

        @Override
        public double netTime(double t) {
            return STEPS * t;
        }

        @Override
        public double drawn(double u) {
            return (1 + Math.floor(u * STEPS)) / STEPS;
        }

        @Override
        public double last() {
            return 1.0 / STEPS;
        }
    }

    /** log(1 + e^x) without overflow. */
    private static double logOnePlusExp(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }
}
