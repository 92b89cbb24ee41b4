package org.symbiosis.app.where;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.symbiosis.spectral.Affinity;
import org.symbiosis.spectral.SetFeatures;
import org.symbiosis.train.Progress;

/**
 * Solves for a set by each kind of graph, under each seed, and measures what comes out; beside them
 * the final tokens as they are, and the true classes.
 *
 * @param judge knows the truth
 * @param solutions of the set
 * @param graphs in the order of the table
 * @param seeds at least one
 */
public record WhereStudy(
        WhereJudge judge, SetSolutions solutions, List<Affinity> graphs, List<Long> seeds) {
    /** The row of the final tokens. */
    public static final String TOKENS = "last tokens";

    /** The row of the classes themselves. */
    public static final String CLASSES = "true classes";

    /**
     * All that came out.
     *
     * @param rows of the table
     * @param shown solution of each graph under the first seed
     */
    public record Outcome(List<WhereRow> rows, Map<String, Shown> shown) {}

    /** Solves and measures. */
    public Outcome run(Progress progress) {
        List<WhereRow> rows = new ArrayList<>();
        Map<String, Shown> shown = new LinkedHashMap<>();
        SetFeatures tokens = solutions.tokens(progress);
        for (Affinity graph : graphs) {
            List<WhereScore> runs = new ArrayList<>();
            for (long seed : seeds) {
                SetSolutions.Solved solved = solutions.of(graph, seed, progress);
                WhereJudge.Judgement found =
                        judge.judge(
                                solved.features(),
                                WhereJudge.Channels.LEADING,
                                seed,
                                solved.seconds());
                runs.add(found.score());
                shown.putIfAbsent(
                        SetSolutions.name(graph),
                        new Shown(solved.features(), found.regions(), found.names()));
            }
            rows.add(new WhereRow(SetSolutions.name(graph), runs));
        }
        rows.add(
                new WhereRow(
                        TOKENS,
                        seeds.stream()
                                .map(s -> judge.judge(tokens, WhereJudge.Channels.ALL, s, 0))
                                .map(WhereJudge.Judgement::score)
                                .toList()));
        rows.add(new WhereRow(CLASSES, seeds.stream().map(judge::ofClasses).toList()));
        return new Outcome(rows, shown);
    }
}
