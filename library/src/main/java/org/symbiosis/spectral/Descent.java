package org.symbiosis.spectral;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.tensor.Scope;
import org.symbiosis.train.Optimizer;
import org.symbiosis.train.OptimizerConfig;
import org.symbiosis.train.ParameterGroup;

/**
 * Moves a map down an objective with Adam. Passes accumulate: with k of them a step, the first step
 * comes after k + 1 passes, as in the released loop.
 */
final class Descent implements AutoCloseable {
    private static final OptimizerConfig ADAM = new OptimizerConfig.AdamL2(0.9, 0.999, 1e-8, 0);

    private final FeatureMap map;
    private final Activation activation;
    private final double rate;
    private final int accumulate;
    private final Optimizer optimizer;
    private int passes;

    /** Takes over the map and closes it. */
    Descent(FeatureMap map, Activation activation, double rate, int accumulate) {
        this.map = map;
        this.activation = activation;
        this.rate = rate;
        this.accumulate = accumulate;
        this.optimizer = ADAM.create(ParameterGroup.all(map.parameters(), 0));
    }

    /** Passes that make so many steps. */
    static int passes(int steps, int accumulate) {
        return accumulate == 1 ? steps : steps * accumulate + 1;
    }

    /** One pass, and a step when it is due; the loss before it. */
    double pass(SpectralLoss loss) {
        try (Scope s = Scope.open()) {
            Tensor value = loss.of(activation.of(map.logits()));
            value.backward();
            double before = value.item_double();
            boolean due = accumulate == 1 || (passes > 0 && passes % accumulate == 0);
            passes++;
            if (due) {
                optimizer.step(rate);
                optimizer.zeroGradients();
            }
            return before;
        }
    }

    /** The map as it is now, {@code (1, C, h, w)}, without gradient. */
    Tensor map() {
        return Scope.tidy(
                () -> {
                    try (NoGradGuard none = new NoGradGuard()) {
                        return activation.of(map.logits()).clone();
                    }
                });
    }

    /** The layer that is moved. */
    FeatureMap layer() {
        return map;
    }

    @Override
    public void close() {
        optimizer.close();
        map.close();
    }
}
