package org.symbiosis.spectral;

import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Grid;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/**
 * Makes dense features of a set of images in common coordinates.
 *
 * @param config how
 */
public record DatasetSolver(SetConfig config) {
    /** Name of the file that keeps the state of the alternation. */
    public static final String STATE = "maps.bin";

    /**
     * Solves for a set.
     *
     * @param attention the model over its images
     * @param images how many there are
     * @param folder where the alternation keeps its state, and goes on if there is one already
     */
    public SetFeatures solve(SetAttention attention, int images, Path folder) {
        return solve(attention, images, folder, step -> {});
    }

    /**
     * As {@link #solve(SetAttention, int, Path)}.
     *
     * @param progress hears the number of each minibatch, or step, that is done
     */
    public SetFeatures solve(
            SetAttention attention, int images, Path folder, LongConsumer progress) {
        if (images < 1) {
            throw new IllegalArgumentException("a set of " + images + " images");
        }
        if (config.solver() instanceof SetSolver.Alternation alternation) {
            return new Alternation(config, alternation, attention, images)
                    .run(folder.resolve(STATE), progress);
        }
        if (config.solver() instanceof SetSolver.Global global) {
            try (SetGraphs graphs = new SetGraphs(config, attention, images, global.rounds())) {
                return new GlobalSolver(config, graphs, images).descend(global, progress);
            }
        }
        SetSolver.Eigen eigen = (SetSolver.Eigen) config.solver();
        try (SetGraphs graphs = new SetGraphs(config, attention, images, eigen.rounds())) {
            return new GlobalSolver(config, graphs, images).eigen(eigen.method());
        }
    }

    /**
     * The released objective at features, each channel scaled to unit length, on one graph of the
     * set as the first round would link it: compares solutions, however they were found.
     *
     * @param attention the model over the images of the features
     */
    public double objective(SetAttention attention, SetFeatures found) {
        try (Scope s = Scope.open();
                NoGradGuard none = new NoGradGuard();
                SetGraphs graphs = new SetGraphs(config, attention, found.images(), 1)) {
            Grid grid = found.grid();
            float[] all = new float[found.images() * grid.size() * found.channels()];
            for (int i = 0; i < found.images(); i++) {
                float[] one = found.features()[i];
                System.arraycopy(one, 0, all, i * one.length, one.length);
            }
            Tensor X =
                    Plain.tensor(all, found.images(), grid.rows(), grid.columns(), found.channels())
                            .permute(0, 3, 1, 2); // (B, C, side, side)
            return new SetLoss(graphs.graphs()).of(X).item_double();
        }
    }
}
