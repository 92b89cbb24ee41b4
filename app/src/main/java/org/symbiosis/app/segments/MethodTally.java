package org.symbiosis.app.segments;

import java.util.ArrayList;
import java.util.List;
import org.symbiosis.data.annotated.AnnotatedObject;
import org.symbiosis.eval.segments.OracleRegions;
import org.symbiosis.eval.segments.RegionMeasures;
import org.symbiosis.spectral.SpectralFeatures;
import org.symbiosis.spectral.regions.Proposals.Proposal;
import org.symbiosis.spectral.segment.Segmentation;

/** What a method scores, summed over photographs. */
final class MethodTally {
    private final OracleRegions oracle;
    private final InstanceTally objects = new InstanceTally();
    private final List<RegionMeasures> measures = new ArrayList<>();
    private double regions;
    private double seconds;
    private double objective;

    MethodTally(TruthSet set) {
        this.oracle = set.categories() > 0 ? new OracleRegions(set.categories()) : null;
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
    void addObjects(List<AnnotatedObject> truth, List<Proposal> proposals, int width, int height) {
        objects.add(truth, proposals, width, height, 0);
    }

    SegmentRow row(String method) {
        int n = measures.size();
        return new SegmentRow(
                method,
                oracle == null ? Double.NaN : oracle.miou(),
                oracle == null ? Double.NaN : oracle.meanPerImage(),
                RegionMeasures.mean(measures),
                regions / n,
                SegmentRow.Objects.of(objects.boxes()),
                SegmentRow.Objects.of(objects.masks()),
                seconds / n,
                objective / n);
    }
}
