package org.symbiosis.intrinsics;

/**
 * How the terms of the loss are weighed (Eq. 6.4 and 6.10).
 *
 * @param mse of the mean square error
 * @param ssim of what structural similarity lacks of 1
 * @param gradient of the difference of gradients
 * @param agreement of how far the intrinsics of two lights are apart
 * @param intrinsicRate of the coding rate of the intrinsics
 * @param extrinsicRate of the coding rate of the lights
 */
public record LossWeights(
        double mse,
        double ssim,
        double gradient,
        double agreement,
        double intrinsicRate,
        double extrinsicRate) {
    /** The dissertation's. */
    public static final LossWeights USUAL = new LossWeights(10, 0.1, 1, 0.1, 1e-4, 1e-4);

    /** Checks the ranges. */
    public LossWeights {
        double[] all = {mse, ssim, gradient, agreement, intrinsicRate, extrinsicRate};
        for (double w : all) {
            if (!(w >= 0) || Double.isInfinite(w)) {
                throw new IllegalArgumentException("weights must not be negative, but one is " + w);
            }
        }
    }

    /** The same with other weights of the coding rates. */
    public LossWeights withRates(double intrinsic, double extrinsic) {
        return new LossWeights(mse, ssim, gradient, agreement, intrinsic, extrinsic);
    }

    /** The ablation without the regulariser of the coding rates (Table 6.1). */
    public LossWeights withoutRates() {
        return withRates(0, 0);
    }
}
