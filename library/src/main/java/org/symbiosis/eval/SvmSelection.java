package org.symbiosis.eval;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.symbiosis.UserError;
import org.symbiosis.data.SplitMix;

/**
 * A linear SVM on directions whose C is chosen on held-out training images: features are brought to
 * length 1, each C learns from nine tenths and is judged on the rest, the best (the smallest of
 * equals) learns from all.
 *
 * <p>The machine itself has no seed, so runs differ only in which images are held out, and agree
 * wherever they choose the same C.
 *
 * @param grid values of C, ascending
 * @param runs at least 1
 * @param seed of the images held out; run r takes it plus r
 */
public record SvmSelection(List<Double> grid, int runs, long seed) {
    private static final int HELD_OUT = 10;

    /** 0.1, 1, 10 and 100. */
    public static final List<Double> GRID = List.of(0.1, 1.0, 10.0, 100.0);

    /** Checks the grid and the number of runs. */
    public SvmSelection {
        grid = List.copyOf(grid);
        if (grid.isEmpty() || runs < 1) {
            throw UserError.usage(
                    "no value of C, or " + runs + " runs", "give at least one of each");
        }
    }

    /**
     * One value for each run.
     *
     * @param accuracy percent right on the test images
     * @param c that was chosen
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Result(double[] accuracy, double[] c) {}

    /** Learns from the training images; judges on the test images. */
    public Result measure(Features train, Features test) {
        train.requireClasses("an SVM");
        test.requireClasses("an SVM");
        if (train.n() < HELD_OUT) {
            throw UserError.usage(
                    train.n() + " training images",
                    "give at least " + HELD_OUT + ", of which a tenth is held out");
        }
        Features known = train.unit();
        Features asked = test.unit();
        int classes = Math.max(train.classCount(), test.classCount());
        Map<Double, Double> accuracies = new HashMap<>();
        Result result = new Result(new double[runs], new double[runs]);
        for (int r = 0; r < runs; r++) {
            double c = grid.size() == 1 ? grid.get(0) : choose(known, classes, seed + r);
            result.c[r] = c;
            result.accuracy[r] =
                    accuracies.computeIfAbsent(
                            c, any -> new Svm(c).fit(known, classes).accuracy(asked));
        }
        return result;
    }

    private double choose(Features known, int classes, long runSeed) {
        int[] order = SplitMix.of(runSeed, 0).permutation(known.n());
        int held = known.n() / HELD_OUT;
        Features out = known.rows(Arrays.copyOf(order, held));
        Features in = known.rows(Arrays.copyOfRange(order, held, order.length));
        double best = grid.get(0);
        double most = -1;
        for (double c : grid) {
            double accuracy = new Svm(c).fit(in, classes).accuracy(out);
            if (accuracy > most) {
                most = accuracy;
                best = c;
            }
        }
        return best;
    }
}
