package org.symbiosis.eval.segments;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.symbiosis.data.annotated.Labels;

/**
 * How well one division of an image agrees with several people's, without names for the regions
 * (Arbelaez et al., 2011); each number is the mean over the people. Pixels void in either map are
 * left out.
 *
 * @param covering of the people's regions by ours, in [0, 1]: the mean over pixels of the best IoU
 *     that a region of ours has with the true region
 * @param probabilisticRand share of pixel pairs that both put together or both put apart, in [0, 1]
 * @param variationOfInformation what each tells that the other does not, in bits as the benchmark
 *     has it, at least 0; lower is better
 * @param adjustedRand pairs put together by both, less what chance would give, at most 1
 */
public record RegionMeasures(
        double covering,
        double probabilisticRand,
        double variationOfInformation,
        double adjustedRand) {
    /**
     * Compares with every person.
     *
     * @param people at least one map, each of the same size
     */
    public static RegionMeasures of(Labels regions, List<Labels> people) {
        if (people.isEmpty()) {
            throw new IllegalArgumentException("nobody to compare with");
        }
        List<Contingency> shared = people.stream().map(p -> Contingency.of(regions, p)).toList();
        return new RegionMeasures(
                mean(shared, RegionMeasures::covering),
                mean(shared, RegionMeasures::rand),
                mean(shared, RegionMeasures::variation),
                mean(shared, RegionMeasures::adjusted));
    }

    /** The mean over images of such numbers. */
    public static RegionMeasures mean(List<RegionMeasures> images) {
        return new RegionMeasures(
                average(images, RegionMeasures::covering),
                average(images, RegionMeasures::probabilisticRand),
                average(images, RegionMeasures::variationOfInformation),
                average(images, RegionMeasures::adjustedRand));
    }

    private static double average(
            List<RegionMeasures> images, ToDoubleFunction<RegionMeasures> of) {
        return images.stream().mapToDouble(of).average().orElse(Double.NaN);
    }

    private static double mean(List<Contingency> shared, ToDoubleFunction<Contingency> measure) {
        return shared.stream().mapToDouble(measure).average().orElseThrow();
    }

    private static double covering(Contingency shared) {
        long[] ours = shared.rowSums();
        long[] theirs = shared.columnSums();
        double sum = 0;
        for (int c = 0; c < theirs.length; c++) {
            double best = 0;
            for (int r = 0; r < ours.length; r++) {
                double both = shared.counts()[r][c];
                best = both == 0 ? best : Math.max(best, both / (ours[r] + theirs[c] - both));
            }
            sum += theirs[c] * best;
        }
        return sum / shared.total();
    }

    private static double rand(Contingency shared) {
        double all = pairs(shared.total());
        if (all == 0) {
            return 1;
        }
        return (all + 2 * together(shared) - pairs(shared.rowSums()) - pairs(shared.columnSums()))
                / all;
    }

    private static double adjusted(Contingency shared) {
        double rows = pairs(shared.rowSums());
        double columns = pairs(shared.columnSums());
        double all = pairs(shared.total());
        double expected = all == 0 ? 0 : rows * columns / all;
        double most = (rows + columns) / 2;
        // Both divisions trivial in the same way: nothing left to chance, and they agree.
        return most == expected ? 1 : (together(shared) - expected) / (most - expected);
    }

    private static double variation(Contingency shared) {
        double n = shared.total();
        double joint = 0;
        for (long[] row : shared.counts()) {
            joint += entropy(row, n);
        }
        double apart = 2 * joint - entropy(shared.rowSums(), n) - entropy(shared.columnSums(), n);
        return Math.max(0, apart);
    }

    /** In bits. */
    private static double entropy(long[] counts, double n) {
        double sum = 0;
        for (long count : counts) {
            sum -= count == 0 ? 0 : count / n * Math.log(count / n);
        }
        return sum / Math.log(2);
    }

    private static double together(Contingency shared) {
        double sum = 0;
        for (long[] row : shared.counts()) {
            sum += pairs(row);
        }
        return sum;
    }

    private static double pairs(long... counts) {
        double sum = 0;
        for (long n : counts) {
            sum += n * (n - 1.0) / 2;
        }
        return sum;
    }
}
