package org.symbiosis.app.segments;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.symbiosis.data.Picture;
import org.symbiosis.spectral.segment.Grouping;
import org.symbiosis.spectral.segment.Reading;
import org.symbiosis.spectral.segment.RegionCount;
import org.symbiosis.spectral.segment.SegmentMethod;
import org.symbiosis.spectral.segment.Segmentation;
import org.symbiosis.spectral.segment.Segmenter;
import org.symbiosis.tensor.Scope;
import org.symbiosis.train.Progress;

/**
 * Several methods on the same photographs, read once by the model, against the same truth.
 *
 * @param set photographs and truth
 * @param model reads the photographs
 * @param methods by their names, in the order of the table
 * @param counts numbers of regions to cut into, by their names; objects are proposed once
 * @param seed of the starts of k-means
 */
public record SegmentComparison(
        TruthSet set,
        Segmenter model,
        Map<String, SegmentMethod> methods,
        Map<String, RegionCount> counts,
        long seed) {
    /** Hears of every segmentation, for pictures. */
    public interface Listener {
        /**
         * A photograph was segmented.
         *
         * @param i its number
         * @param row name of the method and of the count
         * @param covering agreement with people, in [0, 1]
         */
        void segmented(int i, Picture photo, String row, Segmentation found, double covering);
    }

    /** Segments the first {@code limit} photographs by all methods. */
    public List<SegmentRow> run(int limit, Listener listener, Progress progress) {
        Map<String, MethodTally> tallies = new LinkedHashMap<>();
        int images = Math.min(limit, set.size());
        progress.begin("segmenting", 0, images);
        for (int i = 0; i < images; i++) {
            long begun = System.nanoTime();
            Picture photo = set.picture(i);
            TruthSet.Truth truth = set.truth(i);
            try (Scope s = Scope.open()) {
                Reading reading = model.read(photo);
                for (String method : methods.keySet()) {
                    one(new Exhibit(i, photo, truth, reading), method, tallies, listener);
                }
            }
            progress.step(i + 1, set.path(i), 1e9 / (System.nanoTime() - begun));
        }
        progress.end();
        return tallies.entrySet().stream().map(e -> e.getValue().row(e.getKey())).toList();
    }

    /** A photograph with all that was read of it. */
    private record Exhibit(int i, Picture photo, TruthSet.Truth truth, Reading reading) {}

    private void one(
            Exhibit e, String method, Map<String, MethodTally> tallies, Listener listener) {
        Grouping first = null;
        for (Map.Entry<String, RegionCount> count : counts.entrySet()) {
            long start = System.nanoTime();
            Grouping places =
                    first == null || first.features().length == 0
                            ? methods.get(method).group(e.reading(), count.getValue(), seed)
                            : first.recut(count.getValue());
            double seconds = (System.nanoTime() - start) / 1e9;
            Segmentation found = model.enlarged(places, e.photo());
            String row = method + ", " + count.getKey();
            MethodTally tally = tallies.computeIfAbsent(row, r -> new MethodTally(set));
            double covering = tally.add(e.truth(), found, seconds);
            if (first == null && e.truth().names().isPresent()) {
                tally.addObjects(
                        e.truth().objects(),
                        places.objects(),
                        e.photo().width(),
                        e.photo().height());
            }
            listener.segmented(e.i(), e.photo(), row, found, covering);
            first = first == null ? places : first;
        }
    }
}
