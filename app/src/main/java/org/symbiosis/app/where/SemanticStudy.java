package org.symbiosis.app.where;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.symbiosis.spectral.Affinity;
import org.symbiosis.spectral.SetFeatures;
import org.symbiosis.spectral.segment.SetRegions;
import org.symbiosis.train.Progress;

/**
 * Unsupervised semantic segmentation (Tables 4.2 and 4.3): the places of all images are clustered
 * together, by joint features of each kind of graph and by the final tokens, and the clusters are
 * compared with the classes of the pixels.
 *
 * @param set images and truth
 * @param solutions of the set
 * @param clusters as many as classes in the dissertation
 * @param graphs in the order of the table
 * @param edges a row each
 * @param seeds at least one
 */
public record SemanticStudy(
        NamedSet set,
        SetSolutions solutions,
        int clusters,
        List<Affinity> graphs,
        List<PixelEdges> edges,
        List<Long> seeds) {
    /** What is put behind the name of a row whose edges were moved. */
    public static final String REFINED = " + CRF";

    /** All rows, and the solution of each graph under the first seed. */
    public record Outcome(List<SemanticRow> rows, Map<String, Shown> shown) {}

    /** Solves, clusters and compares. */
    public Outcome run(Progress progress) {
        Map<String, List<SemanticRow.Run>> rows = new LinkedHashMap<>();
        Map<String, Shown> shown = new LinkedHashMap<>();
        SetFeatures tokens = solutions.tokens(progress);
        for (Affinity graph : graphs) {
            String name = SetSolutions.name(graph);
            for (long seed : seeds) {
                SetSolutions.Solved solved = solutions.of(graph, seed, progress);
                SetRegions regions = SetRegions.of(solved.features(), clusters, clusters, seed);
                add(rows, name, regions, seed, solved.seconds());
                int[] names = rows.get(row(name, edges.get(0))).get(0).greedy().names();
                shown.putIfAbsent(name, new Shown(solved.features(), regions, names));
            }
        }
        for (long seed : seeds) {
            SetRegions regions = SetRegions.of(tokens, tokens.channels(), clusters, seed);
            add(rows, WhereStudy.TOKENS, regions, seed, Double.NaN);
        }
        List<SemanticRow> all = new ArrayList<>();
        rows.forEach((name, runs) -> all.add(new SemanticRow(name, runs)));
        return new Outcome(all, shown);
    }

    private void add(
            Map<String, List<SemanticRow.Run>> rows,
            String name,
            SetRegions regions,
            long seed,
            double seconds) {
        for (PixelEdges e : edges) {
            rows.computeIfAbsent(row(name, e), r -> new ArrayList<>())
                    .add(SemanticRow.Run.of(seed, e.confusion(regions, set), seconds));
        }
    }

    private static String row(String name, PixelEdges e) {
        return e == PixelEdges.COLOURS ? name + REFINED : name;
    }
}
