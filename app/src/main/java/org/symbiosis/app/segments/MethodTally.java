package org.symbiosis.app.segments;

import java.util.ArrayList;
import java.util.List;
import org.symbiosis.data.annotated.AnnotatedObject;
import org.symbiosis.data.annotated.RunLength;
import org.symbiosis.eval.segments.Detection;
import org.symbiosis.eval.segments.InstanceEvaluation;
import org.symbiosis.eval.segments.OracleRegions;
import org.symbiosis.eval.segments.Overlap;
import org.symbiosis.eval.segments.RegionMeasures;
import org.symbiosis.spectral.SpectralFeatures;
import org.symbiosis.spectral.regions.Mask;
import org.symbiosis.spectral.regions.Proposals.Proposal;
import org.symbiosis.spectral.segment.Segmentation;

/** What a method scores, summed over photographs. */
final class MethodTally {
    private final TruthSet set;
    private final OracleRegions oracle;
    private final InstanceEvaluation boxes = new InstanceEvaluation(Overlap.BOX);
    private final InstanceEvaluation masks = new InstanceEvaluation(Overlap.MASK);
    private final List<RegionMeasures> measures = new ArrayList<>();
    private double regions;
    private double seconds;
    private double objective;

    MethodTally(TruthSet set) {
        this.set = set;
        this.oracle =
                set instanceof TruthSet.Panoptic p
                        ? new OracleRegions(p.named().categories().size())
                        : null;
    }

    /** Counts the regions of photograph {@code i}; returns its covering. */
    double add(int i, Segmentation found, double took) {
        RegionMeasures measured = RegionMeasures.of(found.regions(), set.people(i));
        measures.add(measured);
        if (set instanceof TruthSet.Panoptic p) {
            oracle.add(found.regions(), p.named().labels(i));
        }
        regions += found.places().regions().k();
        seconds += took;
        objective += found.places().spectral().map(SpectralFeatures::objective).orElse(Double.NaN);
        return measured.covering();
    }

    /** Counts proposals of objects in photograph {@code i}, whatever their class. */
    void addObjects(int i, List<Proposal> proposals, int width, int height) {
        if (!(set instanceof TruthSet.Panoptic p)) {
            return;
        }
        List<AnnotatedObject> truth = p.objects(i).stream().map(MethodTally::ofAnyClass).toList();
        List<Detection> detections = new ArrayList<>();
        for (Proposal proposal : proposals) {
            Mask mask = proposal.mask().resized(height, width);
            RunLength runs = RunLength.of(width, height, at -> mask.places().get(at));
            detections.add(Detection.of(0, proposal.score(), runs));
        }
        boxes.add(truth, detections);
        masks.add(truth, detections);
    }

    private static AnnotatedObject ofAnyClass(AnnotatedObject o) {
        return new AnnotatedObject(0, o.box(), o.mask(), o.area(), o.extent());
    }

    SegmentRow row(String method) {
        int n = measures.size();
        return new SegmentRow(
                method,
                oracle == null ? Double.NaN : oracle.miou(),
                oracle == null ? Double.NaN : oracle.meanPerImage(),
                RegionMeasures.mean(measures),
                regions / n,
                SegmentRow.Objects.of(boxes.scores()),
                SegmentRow.Objects.of(masks.scores()),
                seconds / n,
                objective / n);
    }
}
