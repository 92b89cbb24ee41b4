package org.symbiosis.intrinsics;

import static org.bytedeco.pytorch.global.torch.grad;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/**
 * How far the coding rates of a batch are from their targets (Eq. 6.6 and 6.9).
 *
 * <p>A rate belongs to the batch as a whole. Where the batch is split over threads, each brings the
 * products of its own rows; their sum gives the rate, and each gets the rate's derivative by the
 * sum, so that values and gradients are those of the unsplit batch.
 */
final class RatePenalty {
    private final CodingRate rate;
    private final RateTargets targets;
    private final LossWeights weights;
    private Round round = new Round();
    private boolean isBroken;

    RatePenalty(CodingRate rate, RateTargets targets, LossWeights weights) {
        this.rate = rate;
        this.targets = targets;
        this.weights = weights;
    }

    /** Of the levels, then of the lights. */
    List<Double> targets() {
        List<Double> all = new ArrayList<>(targets.intrinsic());
        all.addAll(targets.extrinsic());
        return all;
    }

    /** What a rate should be: of a level, and after the levels of the lights, on the mean. */
    double target(int i) {
        int levels = targets.intrinsic().size();
        return i < levels
                ? targets.intrinsic().get(i)
                : targets.extrinsic().stream().mapToDouble(t -> t).average().orElseThrow();
    }

    /**
     * Which of a batch's pictures a thread has.
     *
     * @param first index of the first of them
     * @param rows their number
     * @param total pictures in the batch
     */
    record Part(long first, long rows, long total) {
        boolean isWhole() {
            return rows == total;
        }
    }

    /**
     * The penalty as a part of the batch sees it: its mean over parts, weighted by their rows, has
     * the whole's value and gradient.
     *
     * @param value ()
     * @param rates of the levels, then of the lights
     */
    record Share(Tensor value, List<Double> rates) {}

    /** What the threads bring to one batch, and what they take from it. */
    private static final class Round {
        private final Map<Long, List<float[]>> grams = new TreeMap<>();
        private long rows;
        private Outcome outcome;
    }

    /** The penalty of a batch, and its derivatives by the sums of products. */
    private record Outcome(double value, List<Double> rates, List<float[]> derivatives) {}

    /** The penalty of these pictures, together with what other threads bring. */
    Share of(Decomposition parts, Part part) {
        List<Tensor> rows = new ArrayList<>();
        parts.intrinsics().forEach(map -> rows.add(CodingRate.rows(map)));
        rows.add(parts.extrinsic());
        if (part.isWhole()) {
            List<Tensor> rates = rows.stream().map(rate::of).toList();
            return new Share(penalty(rates), rates.stream().map(Tensor::item_double).toList());
        }
        List<Tensor> grams = rows.stream().map(CodingRate::gram).toList();
        List<Long> counts = rows.stream().map(r -> r.size(0) / part.rows * part.total).toList();
        Outcome outcome = meet(part, grams.stream().map(Plain::floats).toList(), counts);
        Tensor slope = null;
        for (int i = 0; i < grams.size(); i++) {
            long d = grams.get(i).size(0);
            Tensor derivative = Plain.tensor(outcome.derivatives.get(i), d, d);
            Tensor along = grams.get(i).mul(derivative).sum();
            slope = slope == null ? along : slope.add(along);
        }
        // The slope's value is taken away again, so that only its gradient counts.
        Tensor moving = slope.sub(slope.detach()).mul(new Scalar(part.total / (double) part.rows));
        return new Share(moving.add(new Scalar(outcome.value)), outcome.rates);
    }

    /** The weighted squares of what the rates lack. */
    private Tensor penalty(List<Tensor> rates) {
        int levels = rates.size() - 1;
        Tensor intrinsic = null;
        for (int i = 0; i < levels; i++) {
            Tensor square = missing(rates.get(i), targets.intrinsic().get(i));
            intrinsic = intrinsic == null ? square : intrinsic.add(square);
        }
        Tensor extrinsic = null;
        for (double target : targets.extrinsic()) {
            Tensor square = missing(rates.get(levels), target);
            extrinsic = extrinsic == null ? square : extrinsic.add(square);
        }
        return intrinsic
                .mul(new Scalar(weights.intrinsicRate() / levels))
                .add(
                        extrinsic.mul(
                                new Scalar(weights.extrinsicRate() / targets.extrinsic().size())));
    }

    private static Tensor missing(Tensor rate, double target) {
        return rate.sub(new Scalar(target)).square();
    }

    /** Waits until the whole batch has come together; the last to come does the sums. */
    private synchronized Outcome meet(Part part, List<float[]> grams, List<Long> counts) {
        Round mine = round;
        mine.grams.put(part.first, grams);
        mine.rows += part.rows;
        if (mine.rows == part.total) {
            mine.outcome = outcome(sums(mine), counts);
            round = new Round();
            notifyAll();
        }
        while (mine.outcome == null && !isBroken) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                isBroken = true;
            }
        }
        if (isBroken) {
            throw new IllegalStateException("another part of the batch failed");
        }
        return mine.outcome;
    }

    /** A thread cannot come: the others need not wait. */
    synchronized void abandon() {
        isBroken = true;
        notifyAll();
    }

    /** In the order of the pictures, whoever came first. */
    private static List<float[]> sums(Round round) {
        List<float[]> sums = new ArrayList<>();
        for (List<float[]> grams : round.grams.values()) {
            for (int i = 0; i < grams.size(); i++) {
                if (sums.size() == i) {
                    sums.add(grams.get(i).clone());
                } else {
                    float[] sum = sums.get(i);
                    for (int k = 0; k < sum.length; k++) {
                        sum[k] += grams.get(i)[k];
                    }
                }
            }
        }
        return sums;
    }

    private Outcome outcome(List<float[]> sums, List<Long> counts) {
        try (Scope s = Scope.open()) {
            TensorVector grams = new TensorVector();
            List<Tensor> rates = new ArrayList<>();
            for (int i = 0; i < sums.size(); i++) {
                long d = Math.round(Math.sqrt(sums.get(i).length));
                Tensor gram = Plain.tensor(sums.get(i), d, d).requires_grad_(true);
                grams.push_back(gram);
                rates.add(rate.of(gram, counts.get(i), d));
            }
            Tensor penalty = penalty(rates);
            TensorVector derivatives = grad(new TensorVector(penalty), grams);
            List<float[]> plain = new ArrayList<>();
            for (long i = 0; i < derivatives.size(); i++) {
                plain.add(Plain.floats(derivatives.get(i)));
            }
            return new Outcome(
                    penalty.item_double(), rates.stream().map(Tensor::item_double).toList(), plain);
        }
    }
}
