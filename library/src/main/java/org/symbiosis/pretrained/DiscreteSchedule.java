package org.symbiosis.pretrained;

/**
 * How much of a latent is left after n + 1 of the 1000 steps that Stable Diffusion was trained on:
 * {@code beta_i = (linspace(sqrt 0.00085, sqrt 0.012, 1000)_i)^2}, {@code abar_n = prod_{i <= n} (1
 * - beta_i)}.
 */
public final class DiscreteSchedule {
    /** Number of steps. */
    public static final int STEPS = 1000;

    private static final double FIRST = Math.sqrt(0.00085);
    private static final double LAST = Math.sqrt(0.012);
    private static final double[] ALPHA_BAR = alphaBar();

    private DiscreteSchedule() {}

    private static double[] alphaBar() {
        double[] bar = new double[STEPS];
        double product = 1;
        for (int n = 0; n < STEPS; n++) {
            double root = FIRST + (LAST - FIRST) * n / (STEPS - 1);
            product *= 1 - root * root;
            bar[n] = product;
        }
        return bar;
    }

    /**
     * The share of the latent's variance that is left.
     *
     * @param n from 0 to 999
     * @throws IllegalArgumentException beyond this range
     */
    public static double alphaBar(int n) {
        if (n < 0 || n >= STEPS) {
            throw new IllegalArgumentException("times are from 0 to 999, not " + n);
        }
        return ALPHA_BAR[n];
    }
}
