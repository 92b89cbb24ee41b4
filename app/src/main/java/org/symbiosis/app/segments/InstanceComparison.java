package org.symbiosis.app.segments;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.symbiosis.data.Picture;
import org.symbiosis.data.annotated.AnnotatedObject;
import org.symbiosis.spectral.regions.Proposals.Proposal;
import org.symbiosis.spectral.segment.Reading;
import org.symbiosis.spectral.segment.RegionCount;
import org.symbiosis.spectral.segment.SegmentMethod;
import org.symbiosis.spectral.segment.Segmenter;
import org.symbiosis.tensor.Scope;
import org.symbiosis.train.Progress;

/**
 * Objects that several methods propose in the same photographs, read once by the model, against
 * those that people outlined.
 *
 * @param set photographs and objects
 * @param model reads the photographs
 * @param methods by their names, in the order of the table
 * @param seed of the starts of k-means
 */
public record InstanceComparison(
        ObjectSet set, Segmenter model, Map<String, SegmentMethod> methods, long seed) {
    /** A photograph is cut in two before its features are cut anew in all ways. */
    private static final RegionCount FEWEST = new RegionCount.Fixed(2);

    /** Hears of all proposals, for pictures. */
    public interface Listener {
        /** A method proposed objects in photograph {@code i}, best first. */
        void proposed(
                int i,
                Picture photo,
                List<AnnotatedObject> truth,
                String method,
                List<Proposal> proposals);
    }

    /** Proposes objects in the first {@code limit} photographs by all methods. */
    public List<InstanceRow> run(int limit, Listener listener, Progress progress) {
        Map<String, InstanceTally> tallies = new LinkedHashMap<>();
        methods.keySet().forEach(m -> tallies.put(m, new InstanceTally()));
        int images = Math.min(limit, set.size());
        progress.begin("looking for objects", 0, images);
        for (int i = 0; i < images; i++) {
            long begun = System.nanoTime();
            Picture photo = set.pictures().apply(i);
            List<AnnotatedObject> truth = set.truth().apply(i);
            try (Scope s = Scope.open()) {
                Reading reading = model.read(photo);
                for (Map.Entry<String, SegmentMethod> method : methods.entrySet()) {
                    long start = System.nanoTime();
                    List<Proposal> proposals =
                            method.getValue().group(reading, FEWEST, seed).objects();
                    double seconds = (System.nanoTime() - start) / 1e9;
                    tallies.get(method.getKey())
                            .add(truth, proposals, photo.width(), photo.height(), seconds);
                    listener.proposed(i, photo, truth, method.getKey(), proposals);
                }
            }
            progress.step(i + 1, set.images().path(i), 1e9 / (System.nanoTime() - begun));
        }
        progress.end();
        return tallies.entrySet().stream().map(e -> e.getValue().row(e.getKey())).toList();
    }
}
