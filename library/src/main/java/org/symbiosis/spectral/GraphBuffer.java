package org.symbiosis.spectral;

import java.util.ArrayList;
import java.util.List;
import org.symbiosis.data.SplitMix;
import org.symbiosis.tensor.Scope;

/** The graphs of the last draws, each with its loss. */
final class GraphBuffer implements AutoCloseable {
    private final SpectralConfig config;
    private final SpectralSolver.Adam adam;
    private final Drawing.Buffered drawing;
    private final AttentionDraws draws;
    private final SplitMix random;
    private final List<Held> held = new ArrayList<>(); // the oldest first
    private int drawn;

    private record Held(GraphSet graphs, SpectralLoss loss) {
        void close() {
            loss.close();
            graphs.close();
        }
    }

    GraphBuffer(
            SpectralConfig config,
            SpectralSolver.Adam adam,
            Drawing.Buffered drawing,
            AttentionDraws draws) {
        this.config = config;
        this.adam = adam;
        this.drawing = drawing;
        this.draws = draws;
        this.random = SplitMix.of(config.seed(), 21);
    }

    /** The loss of the next pass: of a set at random, or of a fresh one. */
    SpectralLoss next() {
        if (held.size() == drawing.sets() && !random.chance(drawing.fresh())) {
            return held.get(random.below(held.size())).loss();
        }
        if (held.size() == drawing.sets()) {
            held.remove(0).close();
        }
        try (Scope s = Scope.open()) {
            GraphSet graphs =
                    GraphSet.of(
                            draws.draw(SplitMix.of(config.seed(), 22, drawn++)),
                            config.affinity(),
                            adam.form(),
                            config.memory() / drawing.sets());
            held.add(new Held(graphs, SpectralLoss.of(adam.objective(), graphs)));
        }
        return newest().loss();
    }

    /** The graphs of the last draw. */
    GraphSet graphs() {
        return newest().graphs();
    }

    /** The loss over the last draw. */
    SpectralLoss loss() {
        return newest().loss();
    }

    private Held newest() {
        return held.get(held.size() - 1);
    }

    /** Passes through the model so far. */
    int drawn() {
        return drawn;
    }

    @Override
    public void close() {
        held.forEach(Held::close);
    }
}
