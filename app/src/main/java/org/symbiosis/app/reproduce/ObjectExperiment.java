package org.symbiosis.app.reproduce;

import java.util.LinkedHashMap;
import java.util.Map;
import org.symbiosis.app.segments.InstanceComparison;
import org.symbiosis.app.segments.InstanceRow;
import org.symbiosis.app.segments.ObjectSet;
import org.symbiosis.eval.segments.InstanceScores;
import org.symbiosis.spectral.cuts.MaskCut;
import org.symbiosis.spectral.cuts.TokenCut;
import org.symbiosis.spectral.segment.DiffusionReader.Look;
import org.symbiosis.spectral.segment.SegmentMethod;
import org.symbiosis.spectral.segment.Segmenter;

/** Objects of any class, by our proposals and by cuts of the last layer (Table C.4). */
record ObjectExperiment() implements Experiment {
    @Override
    public Map<String, double[]> measure(Specimen s) {
        ObjectSet set = ObjectSet.open(s.data());
        Map<String, SegmentMethod> methods = new LinkedHashMap<>();
        methods.put("TokenCut, 1 mask", new SegmentMethod.OneObject(TokenCut.DEFAULT));
        methods.put(
                "TokenCut, 3 masks",
                new SegmentMethod.SeveralObjects(new MaskCut(TokenCut.DEFAULT.affinity(), 3)));
        methods.put("MaskCut, 3 masks", new SegmentMethod.SeveralObjects(MaskCut.DEFAULT));
        methods.put("Ours", s.ours());
        try (Segmenter segmenter = s.segmenter(Look.USUAL)) {
            InstanceComparison comparison =
                    new InstanceComparison(set, segmenter, methods, s.seed());
            Map<String, double[]> rows = new LinkedHashMap<>();
            for (InstanceRow row :
                    comparison.run(
                            s.images(),
                            (i, photo, truth, method, proposals) -> {},
                            s.a().progress())) {
                rows.put(row.method(), numbers(row));
            }
            return rows;
        }
    }

    private static double[] numbers(InstanceRow row) {
        InstanceScores box = row.boxScores();
        InstanceScores mask = row.maskScores();
        return new double[] {
            row.masks(),
            100 * box.ap50(),
            100 * box.ap(),
            100 * box.ar100(),
            100 * mask.ap50(),
            100 * mask.ap(),
            100 * mask.ar100()
        };
    }
}
