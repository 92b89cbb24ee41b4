package org.symbiosis.train;

import java.util.List;

/** Which optimiser, and its constants. */
public sealed interface OptimizerConfig {
    /** Pull towards zero, for the groups that decay. */
    double weightDecay();

    /** Makes the optimiser of these groups. */
    Optimizer create(List<ParameterGroup> groups);

    /**
     * Adam with decoupled weight decay (Loshchilov and Hutter 2019).
     *
     * @param beta1 memory of the mean gradient
     * @param beta2 memory of the mean square gradient
     * @param eps added to the root of the latter
     * @param weightDecay pull towards zero
     */
    record AdamW(double beta1, double beta2, double eps, double weightDecay)
            implements OptimizerConfig {
        /** Checks the ranges. */
        public AdamW {
            share("beta1", beta1);
            share("beta2", beta2);
            notNegative("eps", eps);
            notNegative("weightDecay", weightDecay);
        }

        /** The masked autoencoder's: betas 0.9 and 0.95, decay 0.05. */
        public static AdamW ofMae() {
            return new AdamW(0.9, 0.95, 1e-8, 0.05);
        }

        @Override
        public Optimizer create(List<ParameterGroup> groups) {
            return new Adam(groups, beta1, beta2, eps, Adam.Decay.DECOUPLED);
        }
    }

    /** Adam with weight decay as part of the gradient (Kingma and Ba 2015). */
    record AdamL2(double beta1, double beta2, double eps, double weightDecay)
            implements OptimizerConfig {
        /** Checks the ranges. */
        public AdamL2 {
            share("beta1", beta1);
            share("beta2", beta2);
            notNegative("eps", eps);
            notNegative("weightDecay", weightDecay);
        }

        @Override
        public Optimizer create(List<ParameterGroup> groups) {
            return new Adam(groups, beta1, beta2, eps, Adam.Decay.IN_GRADIENT);
        }
    }

    /** Stochastic gradient descent with momentum. */
    record Momentum(double momentum, double weightDecay) implements OptimizerConfig {
        /** Checks the ranges. */
        public Momentum {
            share("momentum", momentum);
            notNegative("weightDecay", weightDecay);
        }

        @Override
        public Optimizer create(List<ParameterGroup> groups) {
            return new Sgd(groups, momentum);
        }
    }

    /** Layer-wise adaptive rates (You et al. 2017), for linear probes with large batches. */
    record LayerAdaptive(double momentum, double trust, double weightDecay)
            implements OptimizerConfig {
        /** Checks the ranges. */
        public LayerAdaptive {
            share("momentum", momentum);
            notNegative("trust", trust);
            notNegative("weightDecay", weightDecay);
        }

        /** The masked autoencoder's probe: momentum 0.9, trust 0.001, no decay. */
        public static LayerAdaptive ofProbe() {
            return new LayerAdaptive(0.9, 0.001, 0);
        }

        @Override
        public Optimizer create(List<ParameterGroup> groups) {
            return new Lars(groups, momentum, trust);
        }
    }

    private static void share(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + " must lie in [0, 1), not " + value);
        }
    }

    private static void notNegative(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must not be negative, but is " + value);
        }
    }
}
