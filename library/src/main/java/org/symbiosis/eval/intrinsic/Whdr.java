package org.symbiosis.eval.intrinsic;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.symbiosis.data.lit.LightnessJudgements;
import org.symbiosis.data.lit.LightnessJudgements.Verdict;

/**
 * Weighted human disagreement ratio (Bell et al. 2014): how often an albedo ranks two points of a
 * picture otherwise than people do (Eq. 6.11).
 *
 * <p>The first point counts as darker when the second is lighter by more than a share delta.
 */
public final class Whdr {
    /** Usual threshold. */
    public static final double USUAL_DELTA = 0.1;

    private final List<Compared> compared;

    private record Compared(double first, double second, Verdict verdict, double weight) {
        Verdict judged(double delta) {
            if (second / first > 1 + delta) {
                return Verdict.FIRST_DARKER;
            }
            return first / second > 1 + delta ? Verdict.SECOND_DARKER : Verdict.EQUAL;
        }
    }

    /** Which comparisons. */
    public enum Pairs {
        /** All. */
        ALL,
        /** Those that people judged equal. */
        EQUAL,
        /** Those that they did not. */
        UNEQUAL
    }

    private Whdr(List<Compared> compared) {
        this.compared = compared;
    }

    /** Collects what an albedo says of the judged points. */
    public static Whdr of(Reflectance albedo, LightnessJudgements judgements) {
        List<Compared> compared = new ArrayList<>();
        for (LightnessJudgements.Comparison c : judgements.comparisons()) {
            compared.add(
                    new Compared(
                            albedo.lightness(c.first()),
                            albedo.lightness(c.second()),
                            c.verdict(),
                            c.weight()));
        }
        return new Whdr(compared);
    }

    /** The disagreement at a threshold, in [0, 1]; none when no comparison counts. */
    public OptionalDouble at(double delta) {
        return at(delta, Pairs.ALL);
    }

    /** The same over some of the comparisons. */
    public OptionalDouble at(double delta, Pairs pairs) {
        double wrong = 0;
        double all = 0;
        for (Compared c : compared) {
            boolean isEqual = c.verdict == Verdict.EQUAL;
            if (pairs == Pairs.ALL || isEqual == (pairs == Pairs.EQUAL)) {
                all += c.weight;
                wrong += c.judged(delta) == c.verdict ? 0 : c.weight;
            }
        }
        return all == 0 ? OptionalDouble.empty() : OptionalDouble.of(wrong / all);
    }

    /** The mean over pictures; those without a comparison that counts are left out. */
    public static OptionalDouble mean(List<Whdr> pictures, double delta, Pairs pairs) {
        return pictures.stream()
                .map(p -> p.at(delta, pairs))
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .average();
    }

    /**
     * The threshold of 0, 0.01, ..., 0.9 at which pictures, of a training split, disagree least;
     * the smallest of several; none when no comparison counts.
     */
    public static OptionalDouble tune(List<Whdr> pictures) {
        OptionalDouble best = OptionalDouble.empty();
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k <= 90; k++) {
            double mean = mean(pictures, k / 100.0, Pairs.ALL).orElse(Double.POSITIVE_INFINITY);
            if (mean < least) {
                least = mean;
                best = OptionalDouble.of(k / 100.0);
            }
        }
        return best;
    }
}
