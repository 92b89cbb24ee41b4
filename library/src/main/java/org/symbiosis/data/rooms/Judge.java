package org.symbiosis.data.rooms;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.symbiosis.data.SplitMix;

/** Judges lightness by the true albedo at random points of even colour. */
final class Judge {
    /** Ratio of albedos from which two points are unequal is 1 plus this. */
    static final double DELTA = .1;

    private static final int POINTS = 40;
    private static final int TRIES = 4000;
    private static final int NEIGHBOURS = 6;
    private static final double APART = .07;
    private static final double SURE_UNEQUAL = .2;
    private static final double SURE_EQUAL = .05;
    private static final double LEAST_SCORE = 1e-3;

    private final GroundTruth truth;
    private final SplitMix r;
    private final double noise;
    private final List<Integer> points = new ArrayList<>();

    private Judge(GroundTruth truth, SplitMix r, double noise) {
        this.truth = truth;
        this.r = r;
        this.noise = noise;
    }

    /**
     * Judges a picture.
     *
     * @param noise share of judgements that are flipped
     */
    static Judgements judge(GroundTruth truth, SplitMix r, double noise) {
        Judge judge = new Judge(truth, r, noise);
        judge.choosePoints();
        List<Judgements.Comparison> comparisons =
                judge.pairs().stream().map(judge::compare).toList();
        return new Judgements(judge.named(), comparisons);
    }

    private void choosePoints() {
        int inner = truth.size() - 2;
        for (int i = 0; i < TRIES && points.size() < POINTS; i++) {
            int pixel = (1 + r.below(inner)) * truth.size() + 1 + r.below(inner);
            double least = APART * truth.size();
            boolean apart = points.stream().allMatch(p -> distance(p, pixel) >= least);
            if (apart && isEven(pixel)) {
                points.add(pixel);
            }
        }
    }

    /** Whether the 3 x 3 pixels around it are of one instance, one colour, and do not shine. */
    private boolean isEven(int pixel) {
        int id = truth.instance()[pixel];
        for (int k = 0; k < 9; k++) {
            int at = neighbour(pixel, k);
            if (truth.instance()[at] != id || truth.emissive()[at]) {
                return false;
            }
        }
        return isEven(pixel, 0) && isEven(pixel, 1) && isEven(pixel, 2);
    }

    private boolean isEven(int pixel, int channel) {
        double low = Double.MAX_VALUE;
        double high = 0;
        double sum = 0;
        for (int k = 0; k < 9; k++) {
            double a = truth.albedo()[3 * neighbour(pixel, k) + channel];
            low = Math.min(low, a);
            high = Math.max(high, a);
            sum += a;
        }
        return high - low < .06 * sum / 9 + .01;
    }

    private int neighbour(int pixel, int k) {
        return pixel + (k / 3 - 1) * truth.size() + k % 3 - 1;
    }

    private double distance(int a, int b) {
        int n = truth.size();
        double dx = a % n - b % n;
        double dy = a / n - b / n;
        return Math.sqrt(dx * dx + dy * dy);
    }

    private record Pair(int first, int second) {}

    /** Each point with its six nearest, each pair once. */
    private Set<Pair> pairs() {
        Set<Pair> pairs = new LinkedHashSet<>();
        for (int i = 0; i < points.size(); i++) {
            int from = i;
            IntStream.range(0, points.size())
                    .filter(j -> j != from)
                    .boxed()
                    .sorted(
                            Comparator.comparingDouble(
                                    j -> distance(points.get(from), points.get(j))))
                    .limit(NEIGHBOURS)
                    .forEach(j -> pairs.add(new Pair(Math.min(from, j), Math.max(from, j))));
        }
        return pairs;
    }

    private Judgements.Comparison compare(Pair pair) {
        double ratio = lightness(pair.second()) / lightness(pair.first());
        double threshold = StrictMath.log(1 + DELTA);
        double log = StrictMath.log(ratio);
        double margin = Math.abs(log) - threshold;
        String darker = margin <= 0 ? "E" : log > 0 ? "1" : "2";
        double sure = margin <= 0 ? SURE_EQUAL : SURE_UNEQUAL;
        double score = Math.max(LEAST_SCORE, Math.min(1, Math.abs(margin) / sure));
        String said = r.chance(noise) ? flipped(darker) : darker;
        return new Judgements.Comparison(pair.first(), pair.second(), said, score);
    }

    private String flipped(String darker) {
        return switch (darker) {
            case "1" -> "2";
            case "2" -> "1";
            default -> r.chance(.5) ? "1" : "2";
        };
    }

    /** Mean of the linear albedo's channels at a point. */
    private double lightness(int point) {
        int at = 3 * points.get(point);
        float[] a = truth.albedo();
        return ((double) a[at] + a[at + 1] + a[at + 2]) / 3;
    }

    private List<Judgements.Point> named() {
        int n = truth.size();
        return IntStream.range(0, points.size())
                .mapToObj(
                        i ->
                                new Judgements.Point(
                                        i,
                                        (points.get(i) % n + .5) / n,
                                        (points.get(i) / n + .5) / n,
                                        true))
                .toList();
    }
}
