package org.symbiosis.app.where;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.symbiosis.UserError;
import org.symbiosis.nn.Grid;
import org.symbiosis.spectral.Affinity;
import org.symbiosis.spectral.DatasetSolver;
import org.symbiosis.spectral.SetConfig;
import org.symbiosis.spectral.SetFeatures;
import org.symbiosis.spectral.SetSolver;
import org.symbiosis.spectral.SetTap;
import org.symbiosis.train.Progress;

/**
 * Solves for a set by each kind of graph, under each seed, and measures what comes out; beside them
 * the final tokens as they are, and the true classes.
 *
 * @param judge knows the truth
 * @param tap stays the caller's
 * @param config of the solver; graphs and seeds are put in
 * @param graphs in the order of the table
 * @param seeds at least one
 * @param folder where the alternation keeps its states, one a graph and seed
 */
public record WhereStudy(
        WhereJudge judge,
        SetTap tap,
        SetConfig config,
        List<Affinity> graphs,
        List<Long> seeds,
        Path folder) {
    /**
     * All that came out.
     *
     * @param rows of the table
     * @param shown features and judgement of each graph under the first seed
     */
    public record Outcome(List<WhereRow> rows, Map<Affinity, Shown> shown) {}

    /** What pictures are made of. */
    public record Shown(SetFeatures features, WhereJudge.Judgement judgement) {}

    /** How a kind of graph is called. */
    public static String name(Affinity graph) {
        return graph == Affinity.QUERY_KEY ? "Q-K" : "V-V";
    }

    /** Solves and measures. */
    public Outcome run(Progress progress) {
        List<WhereRow> rows = new ArrayList<>();
        Map<Affinity, Shown> shown = new LinkedHashMap<>();
        tokens(progress);
        for (Affinity graph : graphs) {
            List<WhereScore> runs = new ArrayList<>();
            for (long seed : seeds) {
                Shown one = solve(graph, seed, progress);
                runs.add(one.judgement().score());
                shown.putIfAbsent(graph, one);
            }
            rows.add(new WhereRow(name(graph), runs));
        }
        SetFeatures tokens = tokens(progress);
        rows.add(
                new WhereRow(
                        "last tokens",
                        seeds.stream()
                                .map(s -> judge.judge(tokens, WhereJudge.Channels.ALL, s, 0))
                                .map(WhereJudge.Judgement::score)
                                .toList()));
        rows.add(new WhereRow("true classes", seeds.stream().map(judge::ofClasses).toList()));
        return new Outcome(rows, shown);
    }

    private Shown solve(Affinity graph, long seed, Progress progress) {
        String what = "solving %s, seed %d".formatted(name(graph), seed);
        long begun = System.nanoTime();
        progress.begin(what, 0, steps());
        Path states = states(graph, seed);
        SetFeatures found =
                new DatasetSolver(config.withAffinity(graph).withSeed(seed))
                        .solve(tap, tap.images(), states, step -> progress.step(step, what, 0));
        progress.end();
        double seconds = (System.nanoTime() - begun) / 1e9;
        return new Shown(found, judge.judge(found, WhereJudge.Channels.LEADING, seed, seconds));
    }

    private Path states(Affinity graph, long seed) {
        Path states = folder.resolve(name(graph) + "-" + seed);
        if (config.solver() instanceof SetSolver.Alternation) {
            try {
                Files.createDirectories(states);
            } catch (IOException e) {
                throw UserError.failed(
                        "cannot make the folder " + states, "choose another one by --out", e);
            }
        }
        return states;
    }

    private long steps() {
        if (config.solver() instanceof SetSolver.Alternation alternation) {
            return alternation.iterations();
        }
        return config.solver() instanceof SetSolver.Global global ? global.steps() : 1;
    }

    /** The final tokens as features of the set; reads what was not read yet. */
    private SetFeatures tokens(Progress progress) {
        float[][] tokens = new float[tap.images()][];
        progress.begin("reading images", 0, tokens.length);
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = tap.tokens(i);
            progress.step(i + 1, "", 0);
        }
        progress.end();
        Grid grid = new Grid(tap.side(), tap.side());
        return new SetFeatures(grid, tap.dim(), tokens, new float[tap.dim()]);
    }
}
