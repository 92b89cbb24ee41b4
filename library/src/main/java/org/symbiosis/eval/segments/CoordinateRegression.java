package org.symbiosis.eval.segments;

import java.util.BitSet;
import java.util.function.IntPredicate;
import org.symbiosis.data.SplitMix;

/**
 * Whether features tell where a pixel is: the error of a linear regression, with bias, of its
 * coordinates in cells of the grid (Table 4.4).
 *
 * <p>Most pixels of all images are fitted, the rest are judged. A constant guess on a grid of 32 x
 * 32 errs by (32^2 - 1) / 12 = 85.25. Features go in image by image and are not kept: sums of
 * products are all that a least-squares fit needs.
 */
public final class CoordinateRegression {
    private static final double FITTED = 0.8;

    private final int width;
    private final int height;
    private final int d;
    private final IntPredicate fitted;
    private final LinearMoments training;
    private final LinearMoments test;
    private int pixels;

    /**
     * The regression and its error.
     *
     * @param weights {@code (2, d)}: of x, then of y
     * @param bias of x, then of y, in cells
     * @param mseX mean squared error of the columns of the pixels left out, in cells squared
     * @param mseY the same of the rows
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Result(double[][] weights, double[] bias, double mseX, double mseY) {
        /** Mean squared error over both coordinates, in cells squared. */
        public double mse() {
            return (mseX + mseY) / 2;
        }
    }

    /**
     * Starts without images.
     *
     * @param width columns of the grid of features
     * @param height rows
     * @param d length of a pixel's feature
     * @param fitted whether a pixel is fitted, else it is judged; pixels are counted over all
     *     images
     */
    public CoordinateRegression(int width, int height, int d, IntPredicate fitted) {
        if (width < 1 || height < 1 || d < 1) {
            throw new IllegalArgumentException(
                    "%d x %d pixels with %d features".formatted(width, height, d));
        }
        this.width = width;
        this.height = height;
        this.d = d;
        this.fitted = fitted;
        training = new LinearMoments(d);
        test = new LinearMoments(d);
    }

    /**
     * A regression on a random 80 percent of the pixels.
     *
     * @param images that will be added
     */
    public static CoordinateRegression random(int images, int width, int height, int d, long seed) {
        int all = Math.multiplyExact(images, Math.multiplyExact(width, height));
        return new CoordinateRegression(
                width, height, d, first(SplitMix.of(seed).permutation(all), FITTED));
    }

    /** Whether a number is in the first part of an order. */
    static IntPredicate first(int[] order, double share) {
        BitSet chosen = new BitSet(order.length);
        int count = (int) (share * order.length);
        for (int i = 0; i < count; i++) {
            chosen.set(order[i]);
        }
        return chosen::get;
    }

    /**
     * Takes the features of the next image.
     *
     * @param features {@code (height, width, d)}
     */
    public void add(float[] features) {
        int cells = width * height;
        if (features.length != (long) cells * d) {
            throw new IllegalArgumentException(
                    "%d values are not %d x %d pixels with %d features"
                            .formatted(features.length, width, height, d));
        }
        double[] xs = new double[cells];
        double[] ys = new double[cells];
        boolean[] chosen = new boolean[cells];
        for (int i = 0; i < cells; i++) {
            xs[i] = i % width;
            ys[i] = i / width;
            chosen[i] = fitted.test(pixels + i);
        }
        pixels += cells;
        training.add(features, xs, ys, chosen);
        for (int i = 0; i < cells; i++) {
            chosen[i] = !chosen[i];
        }
        test.add(features, xs, ys, chosen);
    }

    /**
     * Fits and judges. Of equally good fits, as when features depend on one another, the one with
     * the smallest weights.
     *
     * @throws IllegalStateException when no pixel is fitted, or none is left to judge
     */
    public Result fit() {
        if (training.count() == 0 || test.count() == 0) {
            throw new IllegalStateException(
                    training.count() + " pixels to fit, " + test.count() + " to judge");
        }
        double[][] weights = training.weights();
        double[] bias = {training.bias(weights, 0), training.bias(weights, 1)};
        return new Result(
                weights,
                bias,
                test.meanSquaredError(weights[0], bias[0], 0),
                test.meanSquaredError(weights[1], bias[1], 1));
    }
}
