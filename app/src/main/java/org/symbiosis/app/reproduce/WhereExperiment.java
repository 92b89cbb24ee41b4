package org.symbiosis.app.reproduce;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.symbiosis.app.where.NamedSet;
import org.symbiosis.app.where.SetSolutions;
import org.symbiosis.app.where.WhereJudge;
import org.symbiosis.app.where.WhereRow;
import org.symbiosis.app.where.WhereScore;
import org.symbiosis.app.where.WhereStudy;
import org.symbiosis.pretrained.AttentionModel;
import org.symbiosis.spectral.Affinity;
import org.symbiosis.spectral.SetTap;

/** Coordinate regression and spatial segmentation of a whole set (Table 4.4). */
record WhereExperiment() implements Experiment {
    private static final Map<String, String> NAMES =
            Map.of(
                    WhereStudy.TOKENS,
                    "final features",
                    WhereStudy.CLASSES,
                    "GT semantic label",
                    SetSolutions.name(Affinity.VALUE_VALUE),
                    "Ours (V-V graph)",
                    SetSolutions.name(Affinity.QUERY_KEY),
                    "Ours (Q-K graph)");

    @Override
    public Map<String, double[]> measure(Specimen s) {
        NamedSet set = s.named();
        try (AttentionModel model = s.open();
                SetTap tap = s.tap(model, set)) {
            SetSolutions solutions = new SetSolutions(tap, s.config(tap), s.a().folder());
            List<Affinity> graphs = List.of(Affinity.VALUE_VALUE, Affinity.QUERY_KEY);
            List<WhereRow> found =
                    new WhereStudy(
                                    new WhereJudge(set, set.classes()),
                                    solutions,
                                    graphs,
                                    List.of(s.seed()))
                            .run(s.a().progress())
                            .rows();
            Map<String, double[]> rows = new LinkedHashMap<>();
            for (WhereRow row : found) {
                WhereScore score = row.runs().get(0);
                rows.put(
                        NAMES.get(row.features()),
                        new double[] {score.coordinates(), 100 * score.spatialGreedy()});
            }
            return rows;
        }
    }
}
