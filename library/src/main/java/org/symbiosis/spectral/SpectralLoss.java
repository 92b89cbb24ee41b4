package org.symbiosis.spectral;

import org.bytedeco.pytorch.Tensor;

/** An objective over given graphs: what an optimiser asks for at each step. */
sealed interface SpectralLoss extends AutoCloseable permits ReleasedLoss, PrintedLoss {
    /** The objective at a map {@code (1, C, h, w)}, differentiable. */
    Tensor of(Tensor X);

    /** Graphs evaluated one by one beside a mean, summed over grids, on average over the calls. */
    default double riskSet() {
        return 0;
    }

    /** Calls that evaluated all graphs of a grid, on average over grids. */
    double fullEvaluations();

    @Override
    default void close() {}

    /** The loss that an objective is over these graphs, which stay the caller's. */
    static SpectralLoss of(Objective objective, GraphSet graphs) {
        if (objective instanceof Objective.Released r) {
            return new ReleasedLoss(
                    ReleasedLoss.terms(graphs, r.evaluation(), r.resample()),
                    r.valueWeight(),
                    r.orthogonalityWeight());
        }
        if (objective instanceof Objective.Laplacian l) {
            return new ReleasedLoss(
                    ReleasedLoss.terms(graphs, new Evaluation.OneProduct(), l.resample()),
                    l.valueWeight(),
                    l.orthogonalityWeight());
        }
        return new PrintedLoss(graphs, objective.resample());
    }
}
