package org.symbiosis.train;

import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * Layer-wise adaptive rates: {@code g <- g + wd w}, {@code g <- g trust |w| / |g|} (factor 1 where
 * a norm is 0), then momentum. Vectors (biases, norms) get neither adaptation nor decay.
 */
final class Lars extends Optimizer {
    private final double momentum;
    private final double trust;
    private final Map<String, Tensor> velocity;

    Lars(List<ParameterGroup> groups, double momentum, double trust) {
        super(groups);
        this.momentum = momentum;
        this.trust = trust;
        this.velocity = slot("mu");
    }

    @Override
    void update(String name, Tensor p, Tensor gradient, double rate, double weightDecay) {
        Tensor g = gradient;
        if (p.dim() > 1) {
            g = g.add(p, scalar(weightDecay));
            double ofWeight = p.norm().item_double();
            double ofGradient = g.norm().item_double();
            if (ofWeight > 0 && ofGradient > 0) {
                g = g.mul(scalar(trust * ofWeight / ofGradient));
            }
        }
        Tensor mu = velocity.get(name).mul_(scalar(momentum)).add_(g);
        p.add_(mu, scalar(-rate));
    }
}
