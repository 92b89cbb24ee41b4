package org.symbiosis.train;

import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** Stochastic gradient descent: {@code mu <- momentum mu + g}, {@code w <- w - rate mu}. */
final class Sgd extends Optimizer {
    private final double momentum;
    private final Map<String, Tensor> velocity;

    Sgd(List<ParameterGroup> groups, double momentum) {
        super(groups);
        this.momentum = momentum;
        this.velocity = slot("momentum");
    }

    @Override
    void update(String name, Tensor p, Tensor gradient, double rate, double weightDecay) {
        Tensor g = weightDecay == 0 ? gradient : gradient.add(p, scalar(weightDecay));
        Tensor mu = velocity.get(name).mul_(scalar(momentum)).add_(g);
        p.add_(mu, scalar(-rate));
    }
}
