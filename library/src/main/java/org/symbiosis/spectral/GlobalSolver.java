package org.symbiosis.spectral;

import java.util.Map;
import java.util.function.LongConsumer;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.symbiosis.nn.Grid;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.train.Optimizer;
import org.symbiosis.train.OptimizerConfig;
import org.symbiosis.train.ParameterGroup;

/** Solves for a whole set on one graph a layer: by eigenvectors, or down the released objective. */
final class GlobalSolver {
    private final SetConfig config;
    private final SetGraphs graphs;
    private final int images;
    private final Grid grid;

    GlobalSolver(SetConfig config, SetGraphs graphs, int images) {
        this.config = config;
        this.graphs = graphs;
        this.images = images;
        this.grid = new Grid(config.side(), config.side());
    }

    /** Leading eigenvectors of the mean graph, times their eigenvalues. */
    SetFeatures eigen(EigenMethod method) {
        int C = config.channels();
        try (Scope s = Scope.open();
                NoGradGuard none = new NoGradGuard()) {
            Eigenpairs pairs =
                    Eigenpairs.leading(graphs.mean(config.side()), C, method, config.seed());
            float[] values = new float[C];
            for (int c = 0; c < C; c++) {
                values[c] = (float) pairs.values()[c];
            }
            Tensor scaled = pairs.vectors().mul(Plain.tensor(values, C)); // (B N, C)
            float[][] features = new float[images][];
            for (int i = 0; i < images; i++) {
                try (Scope image = Scope.open()) {
                    features[i] =
                            Plain.floats(scaled.narrow(0, (long) i * grid.size(), grid.size()));
                }
            }
            SetReadOut.pointUp(features, C);
            return new SetFeatures(grid, C, features, values);
        }
    }

    /** The released objective, all maps moved at once. */
    SetFeatures descend(SetSolver.Global solver, LongConsumer progress) {
        int C = config.channels();
        try (Scope all = Scope.open()) {
            Tensor x =
                    SeededDraw.tensor(
                            config.seed(),
                            () -> torch.randn(images, C, config.side(), config.side()));
            x.requires_grad_(true);
            SetLoss loss = new SetLoss(graphs.graphs());
            OptimizerConfig adam = new OptimizerConfig.AdamL2(0.9, 0.999, 1e-8, 0);
            try (Optimizer optimizer = adam.create(ParameterGroup.all(Map.of("x", x), 0))) {
                for (int step = 1; step <= solver.steps(); step++) {
                    try (Scope s = Scope.open()) {
                        loss.of(x.softmax(1)).backward();
                        optimizer.step(solver.rate());
                        optimizer.zeroGradients();
                    }
                    progress.accept(step);
                }
            }
            return new SetReadOut(new Held(x.detach()), C, grid).features();
        }
    }

    /** Maps that lie in one tensor of logits, {@code (B, C, side, side)}. */
    private record Held(Tensor logits) implements MapStore {
        @Override
        public int images() {
            return (int) logits.size(0);
        }

        @Override
        public float[] map(int image) {
            try (Scope s = Scope.open()) {
                return Plain.floats(logits.select(0, image).softmax(0));
            }
        }
    }
}
