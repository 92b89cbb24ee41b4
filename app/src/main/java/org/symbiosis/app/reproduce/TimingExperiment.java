package org.symbiosis.app.reproduce;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.symbiosis.UserError;
import org.symbiosis.app.bench.SolverRun;
import org.symbiosis.app.segments.TruthSet;
import org.symbiosis.spectral.AttentionLayer;
import org.symbiosis.spectral.SpectralConfig;
import org.symbiosis.spectral.SpectralSolver;
import org.symbiosis.spectral.segment.DiffusionReader.Look;
import org.symbiosis.spectral.segment.PatchReading;
import org.symbiosis.spectral.segment.Segmenter;
import org.symbiosis.tensor.Engine;
import org.symbiosis.tensor.Scope;

/** Seconds of one image, from queries and keys to features, on one thread (Table C.2). */
record TimingExperiment() implements Experiment {
    private static final int STEPS = 1000;
    private static final int PASSES = 20;

    @Override
    public Map<String, double[]> measure(Specimen s) {
        Map<String, SolverRun> runs = new LinkedHashMap<>();
        SpectralConfig literal = SpectralConfig.literal().withSeed(s.seed());
        SpectralSolver.Adam adam = (SpectralSolver.Adam) literal.solver();
        SpectralConfig thousand = literal.withSolver(adam.withSteps(STEPS / adam.accumulate()));
        runs.put(
                "released loop, 1000 passes (%d run, the rest projected)".formatted(PASSES),
                new SolverRun.Part("literal", thousand, PASSES));
        runs.put(
                "ours exact, 100 steps (as 2000 passes)",
                new SolverRun.Whole("exact", SpectralConfig.exact().withSeed(s.seed())));
        runs.put(
                "ours fast, eigenvectors",
                new SolverRun.Whole("fast", SpectralConfig.fast().withSeed(s.seed())));
        int before = Engine.threads();
        Engine.useThreads(1);
        try (Segmenter segmenter = s.segmenter(Look.USUAL);
                Scope scope = Scope.open()) {
            List<AttentionLayer> layers = layers(segmenter, s);
            Map<String, double[]> rows = new LinkedHashMap<>();
            runs.forEach(
                    (name, run) -> rows.put(name, new double[] {run.run(layers).cost().seconds()}));
            return rows;
        } finally {
            Engine.useThreads(before);
        }
    }

    private static List<AttentionLayer> layers(Segmenter segmenter, Specimen s) {
        if (segmenter.read(TruthSet.open(s.data()).picture(0)) instanceof PatchReading seen) {
            return seen.layers();
        }
        throw UserError.usage(
                "this model draws its attention anew at every step",
                "time a vision transformer instead");
    }
}
