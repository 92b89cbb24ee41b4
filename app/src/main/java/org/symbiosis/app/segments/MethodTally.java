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
    private final OracleRegions oracle;
    private final InstanceEvaluation boxes = new InstanceEvaluation(Overlap.BOX);
    private final InstanceEvaluation masks = new InstanceEvaluation(Overlap.MASK);
    private final List<RegionMeasures> measures = new ArrayList<>();
    private double regions;
    private double seconds;
    private double objective;

    MethodTally(TruthSet set) {
        this.oracle = set instanceof TruthSet.Panoptic p ? new OracleRegions(p.categories()) : null;
    }

    /** Counts the regions of a photograph; returns their covering. */
    double add(TruthSet.Truth truth, Segmentation found, double took) {
        RegionMeasures measured = RegionMeasures.of(found.regions(), truth.people());
        measures.add(measured);
        truth.names().ifPresent(names -> oracle.add(found.regions(), names));
        regions += found.places().regions().k();
        seconds += took;
        objective += found.places().spectral().map(SpectralFeatures::objective).orElse(Double.NaN);
        return measured.covering();
    }

    /** Counts proposals of objects in a photograph, whatever their class. */
    void addObjects(
            List<AnnotatedObject> objects, List<Proposal> proposals, int width, int height) {
        List<AnnotatedObject> truth = objects.stream().map(MethodTally::ofAnyClass).toList();
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
