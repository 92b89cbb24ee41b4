package org.symbiosis.app.reproduce;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.symbiosis.app.encoders.FeatureScores;

/**
 * What came of one repetition of a row.
 *
 * @param moments measures in the course of the training, the last at its end; none where it went
 *     astray before its first checkpoint
 * @param weights of the generator whose pictures are shown, within the repetition's folder; empty
 *     where there is none
 * @param drawn what was said of drawn pictures
 * @param note what a reader has to know; usually empty
 * @param seconds that training took in the process that finished it
 */
record StructuralScore(
        List<Moment> moments, String weights, Drawn drawn, String note, double seconds) {
    /** Copies the list. */
    StructuralScore {
        moments = List.copyOf(moments);
    }

    /**
     * Measures at one moment.
     *
     * @param share of the training that is done; 0 for what is not trained
     */
    record Moment(double share, FeatureScores scores) {}

    /**
     * Drawn pictures against the training images.
     *
     * @param measure what the distance is called; empty where none was measured
     * @param frechet distance; not a number where none was measured
     * @param inception score; not a number where there is none
     * @param pictures that were judged
     */
    record Drawn(String measure, double frechet, double inception, int pictures) {
        /** Nothing was judged. */
        static final Drawn NONE = new Drawn("", Double.NaN, Double.NaN, 0);
    }

    /** The same with what was said of drawn pictures. */
    StructuralScore withDrawn(Drawn other) {
        return new StructuralScore(moments, weights, other, note, seconds);
    }

    /** A measure at the end; not a number where there is none. */
    double last(ToDoubleFunction<FeatureScores> measure) {
        return moments.isEmpty()
                ? Double.NaN
                : measure.applyAsDouble(moments.get(moments.size() - 1).scores());
    }

    /** A measure when this share of the training was done; not a number where there is none. */
    double at(double share, ToDoubleFunction<FeatureScores> measure) {
        Optional<Moment> moment =
                moments.stream().filter(m -> Math.abs(m.share() - share) < 1e-9).findFirst();
        return moment.isEmpty() ? Double.NaN : measure.applyAsDouble(moment.get().scores());
    }
}
