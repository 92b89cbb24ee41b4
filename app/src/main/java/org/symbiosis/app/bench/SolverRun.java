package org.symbiosis.app.bench;

import java.util.List;
import java.util.Optional;
import org.symbiosis.spectral.AttentionLayer;
import org.symbiosis.spectral.GraphSet;
import org.symbiosis.spectral.ImageSolver;
import org.symbiosis.spectral.SpectralConfig;
import org.symbiosis.spectral.SpectralFeatures;
import org.symbiosis.spectral.SpectralSolver;

/** A way to solve for one image that is timed, from queries and keys to features. */
public sealed interface SolverRun {
    /** What it is called. */
    String name();

    /** Solves once. */
    Outcome run(List<AttentionLayer> layers);

    /**
     * What a run brought.
     *
     * @param cost of all of it, the graphs' building included
     * @param features where it was run to its end
     */
    record Outcome(Meter.Cost cost, Optional<SpectralFeatures> features) {}

    /** The whole solver. */
    record Whole(String name, SpectralConfig config) implements SolverRun {
        @Override
        public Outcome run(List<AttentionLayer> layers) {
            Meter.Measured<SpectralFeatures> m =
                    Meter.of(() -> new ImageSolver(config).solve(layers));
            return new Outcome(m.cost(), Optional.of(m.result()));
        }
    }

    /**
     * A descent of which only some passes are run, and what one of them costs is taken for each of
     * the others.
     *
     * @param passes that are run, at least 2
     */
    record Part(String name, SpectralConfig config, int passes) implements SolverRun {
        /** Checks that there is something to leave out. */
        public Part {
            if (passes < 2 || passes >= passes(config)) {
                throw new IllegalArgumentException(
                        passes + " passes are no part of " + passes(config));
            }
        }

        /** The passes of the whole descent: the first step comes one pass late, as released. */
        static int passes(SpectralConfig config) {
            SpectralSolver.Adam adam = (SpectralSolver.Adam) config.solver();
            return adam.steps() * adam.accumulate() + 1;
        }

        @Override
        public Outcome run(List<AttentionLayer> layers) {
            Meter.Measured<GraphSet> built =
                    Meter.of(
                            () ->
                                    GraphSet.of(
                                            layers,
                                            config.affinity(),
                                            config.solver().form(),
                                            config.memory()));
            try (GraphSet graphs = built.result()) {
                Meter.Cost one = descend(graphs, 1);
                Meter.Cost some = descend(graphs, passes);
                Meter.Cost each = some.plus(one.times(-1)).times(1.0 / (passes - 1));
                return new Outcome(
                        built.cost().plus(one).plus(each.times(passes(config) - 1)),
                        Optional.empty());
            }
        }

        private Meter.Cost descend(GraphSet graphs, int passes) {
            SpectralSolver.Adam adam = ((SpectralSolver.Adam) config.solver()).withSteps(1);
            SpectralSolver.Adam few = adam.withAccumulate(Math.max(1, passes - 1));
            ImageSolver solver = new ImageSolver(config.withSolver(few));
            return Meter.of(() -> solver.solve(graphs)).cost();
        }
    }
}
