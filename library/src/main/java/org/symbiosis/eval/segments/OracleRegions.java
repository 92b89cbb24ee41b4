package org.symbiosis.eval.segments;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.symbiosis.data.annotated.Labels;

/**
 * How good a naming of the regions could be: each takes the label that it overlaps most, the lowest
 * of equal ones (Table 4.1, Table C.1).
 *
 * <p>Void pixels count neither for the choice nor for the score. More regions can only help, so
 * compare methods at the same number of them.
 */
public final class OracleRegions {
    private final Confusion all;
    private final List<Double> perImage = new ArrayList<>();

    /** Starts without images. */
    public OracleRegions(int classes) {
        all = new Confusion(classes, classes);
    }

    /**
     * Names the regions of an image and counts it.
     *
     * @param regions ids may be any; void stays without a name
     * @return the name of each pixel's region; regions without a labelled pixel have none
     */
    public Labels add(Labels regions, Labels truth) {
        Map<Integer, Integer> names = names(Contingency.of(regions, truth));
        Labels named = regions.map(names::get);
        Confusion image = new Confusion(all.classes(), all.classes());
        image.add(named, truth);
        all.add(image);
        perImage.add(image.miouOfPresent());
        return named;
    }

    private static Map<Integer, Integer> names(Contingency shared) {
        Map<Integer, Integer> names = new HashMap<>();
        for (int r = 0; r < shared.rowIds().length; r++) {
            long[] row = shared.counts()[r];
            int best = -1;
            long most = 0;
            for (int c = 0; c < row.length; c++) {
                if (row[c] > most) {
                    most = row[c];
                    best = c;
                }
            }
            names.put(shared.rowIds()[r], best < 0 ? Labels.VOID : shared.columnIds()[best]);
        }
        return names;
    }

    /** Pixels of all images by name and truth. */
    public Confusion confusion() {
        return all;
    }

    /** Mean IoU over the labels present, of pixels summed over all images, in [0, 1]. */
    public double miou() {
        return all.miouOfPresent();
    }

    /** Mean IoU over the labels present in each image, in [0, 1]; NaN where all is void. */
    public double[] perImage() {
        return perImage.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Mean of {@link #perImage} over the images that have labels, in [0, 1]. */
    public double meanPerImage() {
        return perImage.stream()
                .mapToDouble(Double::doubleValue)
                .filter(v -> !Double.isNaN(v))
                .average()
                .orElse(Double.NaN);
    }
}
