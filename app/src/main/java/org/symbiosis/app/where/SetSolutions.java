package org.symbiosis.app.where;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * Features of one set, by each kind of graph and from each start.
 *
 * @param tap stays the caller's
 * @param config of the solver; graphs and seeds are put in
 * @param folder where the alternation keeps its states, one a graph and seed
 */
public record SetSolutions(SetTap tap, SetConfig config, Path folder) {
    /**
     * A solution.
     *
     * @param features of the set
     * @param seconds of solving, and of reading what had not been read
     */
    public record Solved(SetFeatures features, double seconds) {}

    /** How a kind of graph is called. */
    public static String name(Affinity graph) {
        return graph == Affinity.QUERY_KEY ? "Q-K" : "V-V";
    }

    /** Solves for the set. */
    public Solved of(Affinity graph, long seed, Progress progress) {
        String what = "solving %s, seed %d".formatted(name(graph), seed);
        long begun = System.nanoTime();
        progress.begin(what, 0, steps());
        SetFeatures found =
                new DatasetSolver(config.withAffinity(graph).withSeed(seed))
                        .solve(
                                tap,
                                tap.images(),
                                states(graph, seed),
                                step -> progress.step(step, what, 0));
        progress.end();
        return new Solved(found, (System.nanoTime() - begun) / 1e9);
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
    public SetFeatures tokens(Progress progress) {
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
