package org.symbiosis.app.reproduce;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.symbiosis.app.where.NamedSet;
import org.symbiosis.app.where.PixelEdges;
import org.symbiosis.app.where.SemanticRow;
import org.symbiosis.app.where.SemanticStudy;
import org.symbiosis.app.where.SetSolutions;
import org.symbiosis.pretrained.AttentionModel;
import org.symbiosis.spectral.Affinity;
import org.symbiosis.spectral.SetTap;

/**
 * Unsupervised semantic segmentation of a whole set.
 *
 * @param graphs in the order of the rows
 * @param edges of the clusters
 * @param columns what is told of a run, in per cent
 * @param names of the rows, by the names that the study gives them; others are left out
 */
record SemanticExperiment(
        List<Affinity> graphs,
        List<PixelEdges> edges,
        List<ToDoubleFunction<SemanticRow.Run>> columns,
        Map<String, String> names)
        implements Experiment {
    @Override
    public Map<String, double[]> measure(Specimen s) {
        NamedSet set = s.named();
        try (AttentionModel model = s.open();
                SetTap tap = s.tap(model, set)) {
            SetSolutions solutions = new SetSolutions(tap, s.config(tap), s.a().folder());
            List<SemanticRow> found =
                    new SemanticStudy(
                                    set, solutions, set.classes(), graphs, edges, List.of(s.seed()))
                            .run(s.a().progress())
                            .rows();
            Map<String, double[]> rows = new LinkedHashMap<>();
            for (SemanticRow row : found) {
                if (names.containsKey(row.features())) {
                    SemanticRow.Run run = row.runs().get(0);
                    rows.put(
                            names.get(row.features()),
                            columns.stream()
                                    .mapToDouble(c -> 100 * c.applyAsDouble(run))
                                    .toArray());
                }
            }
            return rows;
        }
    }
}
