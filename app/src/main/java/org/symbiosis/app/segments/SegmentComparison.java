package org.symbiosis.app.segments;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.symbiosis.data.Picture;
import org.symbiosis.data.annotated.Labels;
import org.symbiosis.eval.segments.OracleRegions;
import org.symbiosis.eval.segments.RegionMeasures;
import org.symbiosis.spectral.SpectralFeatures;
import org.symbiosis.spectral.segment.Grouping;
import org.symbiosis.spectral.segment.RegionCount;
import org.symbiosis.spectral.segment.Segmentation;
import org.symbiosis.spectral.segment.SegmentMethod;
import org.symbiosis.spectral.segment.Segmenter;
import org.symbiosis.tensor.Scope;
import org.symbiosis.train.Progress;

/** Several methods on the same photographs, read once by the model, against the same truth. */
public final class SegmentComparison {
    private final TruthSet set;
    private final Segmenter model;
    private final Map<String, SegmentMethod> methods;
    private final RegionCount count;
    private final long seed;

    /**
     * A comparison.
     *
     * @param methods by their names, in the order of the table
     */
    public SegmentComparison(
            TruthSet set,
            Segmenter model,
            Map<String, SegmentMethod> methods,
            RegionCount count,
            long seed) {
        this.set = set;
        this.model = model;
        this.methods = new LinkedHashMap<>(methods);
        this.count = count;
        this.seed = seed;
    }

    /**
     * What a method came to.
     *
     * @param method its name
     * @param oracle mean IoU of regions that take the name they overlap most, over all images, in
     *     [0, 1]; NaN for sets without names
     * @param oraclePerImage the mean over images of the same
     * @param regions agreement with what people drew
     * @param count mean number of regions
     * @param seconds mean of grouping one photograph, the model's pass not counted
     * @param objective mean of the released objective; NaN for methods without one
     */
    public record Row(
            String method,
            double oracle,
            double oraclePerImage,
            RegionMeasures regions,
            double count,
            double seconds,
            double objective) {}

    /** Hears of every segmentation, for pictures. */
    public interface Listener {
        /** The segmentation of photograph {@code i} by a method, and its score. */
        void segmented(int i, Picture photo, String method, Segmentation found, double covering);
    }

    /** Segments the first {@code limit} photographs by all methods. */
    public List<Row> run(int limit, Listener listener, Progress progress) {
        Map<String, Tally> tallies = new LinkedHashMap<>();
        methods.keySet().forEach(name -> tallies.put(name, new Tally(set)));
        int images = Math.min(limit, set.size());
        progress.begin("segmenting", 0, images);
        for (int i = 0; i < images; i++) {
            long begun = System.nanoTime();
            Picture photo = set.picture(i);
            try (Scope s = Scope.open()) {
                var reading = model.read(photo);
                for (Map.Entry<String, SegmentMethod> m : methods.entrySet()) {
                    long start = System.nanoTime();
                    Grouping places = m.getValue().group(reading, count, seed);
                    double seconds = (System.nanoTime() - start) / 1e9;
                    Segmentation found = Segmenter.enlarged(places, photo);
                    double covering = tallies.get(m.getKey()).add(i, found, seconds);
                    listener.segmented(i, photo, m.getKey(), found, covering);
                }
            }
            progress.step(i + 1, set.path(i), 1e9 / (System.nanoTime() - begun));
        }
        progress.end();
        return tallies.entrySet().stream().map(e -> e.getValue().row(e.getKey())).toList();
    }

    /** Sums over photographs. */
    private static final class Tally {
        private final TruthSet set;
        private final OracleRegions oracle;
        private final List<RegionMeasures> measures = new ArrayList<>();
        private double regions;
        private double seconds;
        private double objective;

        Tally(TruthSet set) {
            this.set = set;
            this.oracle =
                    set instanceof TruthSet.Panoptic p
                            ? new OracleRegions(p.named().categories().size())
                            : null;
        }

        double add(int i, Segmentation found, double took) {
            List<Labels> people = set.people(i);
            RegionMeasures measured = RegionMeasures.of(found.regions(), people);
            measures.add(measured);
            if (set instanceof TruthSet.Panoptic p) {
                oracle.add(found.regions(), p.named().labels(i));
            }
            regions += found.places().regions().k();
            seconds += took;
            objective +=
                    found.places()
                            .spectral()
                            .map(SpectralFeatures::objective)
                            .orElse(Double.NaN);
            return measured.covering();
        }

        Row row(String method) {
            int n = measures.size();
            return new Row(
                    method,
                    oracle == null ? Double.NaN : oracle.miou(),
                    oracle == null ? Double.NaN : oracle.meanPerImage(),
                    RegionMeasures.mean(measures),
                    regions / n,
                    seconds / n,
                    objective / n);
        }
    }
}
