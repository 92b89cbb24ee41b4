package org.symbiosis.app.segments;

import java.util.ArrayList;
import java.util.List;
import org.symbiosis.data.annotated.AnnotatedObject;
import org.symbiosis.data.annotated.RunLength;
import org.symbiosis.eval.segments.Detection;
import org.symbiosis.eval.segments.InstanceEvaluation;
import org.symbiosis.eval.segments.InstanceScores;
import org.symbiosis.eval.segments.Overlap;
import org.symbiosis.spectral.regions.Mask;
import org.symbiosis.spectral.regions.Proposals.Proposal;

/** Proposals against objects, whatever their class, summed over photographs. */
final class InstanceTally {
    private final InstanceEvaluation boxes = new InstanceEvaluation(Overlap.BOX);
    private final InstanceEvaluation masks = new InstanceEvaluation(Overlap.MASK);
    private int photographs;
    private int proposed;
    private double seconds;

    /** Counts the proposals of a photograph, on any grid. */
    void add(
            List<AnnotatedObject> objects,
            List<Proposal> proposals,
            int width,
            int height,
            double took) {
        List<AnnotatedObject> truth = objects.stream().map(InstanceTally::ofAnyClass).toList();
        List<Detection> detections = new ArrayList<>();
        for (Proposal proposal : proposals) {
            Mask mask = proposal.mask().resized(height, width);
            RunLength runs = RunLength.of(width, height, at -> mask.places().get(at));
            detections.add(Detection.of(0, proposal.score(), runs));
        }
        boxes.add(truth, detections);
        masks.add(truth, detections);
        photographs++;
        proposed += proposals.size();
        seconds += took;
    }

    private static AnnotatedObject ofAnyClass(AnnotatedObject o) {
        return new AnnotatedObject(0, o.box(), o.mask(), o.area(), o.extent());
    }

    InstanceScores boxes() {
        return boxes.scores();
    }

    InstanceScores masks() {
        return masks.scores();
    }

    InstanceRow row(String method) {
        return new InstanceRow(
                method, (double) proposed / photographs, boxes(), masks(), seconds / photographs);
    }
}
