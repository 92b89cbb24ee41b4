package org.symbiosis.eval.segments;

import org.symbiosis.data.annotated.Labels;

/**
 * Pixels counted by what was predicted and what is true.
 *
 * <p>Pixels without a true label do not count. A pixel with one that got no prediction counts
 * against its class.
 */
public final class Confusion {
    private final long[][] counts; // (predicted, true)
    private final long[] missed; // (true)

    /**
     * Starts empty.
     *
     * @param predictions number of things that can be predicted: clusters or classes
     * @param classes number of true classes
     */
    public Confusion(int predictions, int classes) {
        if (predictions < 1 || classes < 1) {
            throw new IllegalArgumentException(
                    predictions + " predictions, " + classes + " classes");
        }
        counts = new long[predictions][classes];
        missed = new long[classes];
    }

    /** A table counted elsewhere, {@code (predicted, true)}. */
    public static Confusion of(long[][] counts) {
        Confusion confusion = new Confusion(counts.length, counts[0].length);
        for (int p = 0; p < counts.length; p++) {
            System.arraycopy(counts[p], 0, confusion.counts[p], 0, counts[0].length);
        }
        return confusion;
    }

    /**
     * Counts an image.
     *
     * @throws IllegalArgumentException when the maps differ in size, or an id is beyond the table
     */
    public void add(Labels predicted, Labels truth) {
        predicted.requireSizeOf(truth);
        int[] p = predicted.ids();
        int[] t = truth.ids();
        if (predicted.largest() >= predictions() || truth.largest() >= classes()) {
            throw new IllegalArgumentException(
                    "prediction %d and class %d in a table of %d and %d"
                            .formatted(
                                    predicted.largest(),
                                    truth.largest(),
                                    predictions(),
                                    classes()));
        }
        for (int i = 0; i < p.length; i++) {
            if (t[i] != Labels.VOID) {
                if (p[i] == Labels.VOID) {
                    missed[t[i]]++;
                } else {
                    counts[p[i]][t[i]]++;
                }
            }
        }
    }

    /** Adds what another one of the same size counted. */
    public void add(Confusion other) {
        for (int t = 0; t < classes(); t++) {
            missed[t] += other.missed[t];
            for (int p = 0; p < predictions(); p++) {
                counts[p][t] += other.counts[p][t];
            }
        }
    }

    /** Number of things that can be predicted. */
    public int predictions() {
        return counts.length;
    }

    /** Number of true classes. */
    public int classes() {
        return missed.length;
    }

    /** Pixels predicted as {@code p} that are {@code t}. */
    public long count(int p, int t) {
        return counts[p][t];
    }

    /** A copy of the table, {@code (predicted, true)}. */
    public long[][] counts() {
        long[][] copy = new long[counts.length][];
        for (int p = 0; p < copy.length; p++) {
            copy[p] = counts[p].clone();
        }
        return copy;
    }

    /**
     * The table after renaming: prediction {@code p} becomes class {@code names[p]}.
     *
     * @param names a class for each prediction; those named {@link Labels#VOID} predict nothing
     */
    public Confusion renamed(int[] names) {
        if (names.length != predictions()) {
            throw new IllegalArgumentException(
                    names.length + " names for " + predictions() + " predictions");
        }
        Confusion to = new Confusion(classes(), classes());
        for (int t = 0; t < classes(); t++) {
            to.missed[t] = missed[t];
            for (int p = 0; p < names.length; p++) {
                if (names[p] == Labels.VOID) {
                    to.missed[t] += counts[p][t];
                } else {
                    to.counts[names[p]][t] += counts[p][t];
                }
            }
        }
        return to;
    }

    /**
     * Intersection over union of each class, the predictions being classes; NaN for a class that is
     * neither predicted nor true anywhere.
     */
    public double[] iou() {
        requireSquare();
        double[] iou = new double[classes()];
        for (int c = 0; c < iou.length; c++) {
            long union = missed[c] - counts[c][c];
            for (int o = 0; o < iou.length; o++) {
                union += counts[c][o] + counts[o][c];
            }
            iou[c] = union == 0 ? Double.NaN : (double) counts[c][c] / union;
        }
        return iou;
    }

    /**
     * Mean IoU over the classes that are predicted or true somewhere, in [0, 1]; NaN if none is.
     */
    public double miouOfPresent() {
        double sum = 0;
        int present = 0;
        for (double iou : iou()) {
            if (!Double.isNaN(iou)) {
                sum += iou;
                present++;
            }
        }
        return sum / present;
    }

    /** Mean IoU over all classes, those that are nowhere counting 0, in [0, 1]. */
    public double miouOfAll() {
        double sum = 0;
        for (double iou : iou()) {
            sum += Double.isNaN(iou) ? 0 : iou;
        }
        return sum / classes();
    }

    /**
     * Share of the labelled pixels that are predicted right, in [0, 1]; NaN when there are none.
     */
    public double pixelAccuracy() {
        requireSquare();
        long right = 0;
        long all = 0;
        for (int t = 0; t < classes(); t++) {
            right += counts[t][t];
            all += missed[t];
            for (int p = 0; p < predictions(); p++) {
                all += counts[p][t];
            }
        }
        return (double) right / all;
    }

    private void requireSquare() {
        if (predictions() != classes()) {
            throw new IllegalStateException(
                    predictions() + " predictions are not " + classes() + " classes: rename first");
        }
    }
}
