package org.symbiosis.train;

import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** Adam, with weight decay in the gradient or apart from it. */
final class Adam extends Optimizer {
    /** Where weight decay acts. */
    enum Decay {
        DECOUPLED,
        IN_GRADIENT
    }

    private final double beta1;
    private final double beta2;
    private final double eps;
    private final Decay decay;
    private final Map<String, Tensor> mean;
    private final Map<String, Tensor> square;

    Adam(List<ParameterGroup> groups, double beta1, double beta2, double eps, Decay decay) {
        super(groups);
        this.beta1 = beta1;
        this.beta2 = beta2;
        this.eps = eps;
        this.decay = decay;
        this.mean = slot("exp_avg");
        this.square = slot("exp_avg_sq");
    }

    @Override
    void update(String name, Tensor p, Tensor gradient, double rate, double weightDecay) {
        Tensor g = gradient;
        if (weightDecay != 0 && decay == Decay.DECOUPLED) {
            p.mul_(scalar(1 - rate * weightDecay));
        } else if (weightDecay != 0) {
            g = g.add(p, scalar(weightDecay));
        }
        Tensor m = mean.get(name);
        Tensor v = square.get(name);
        m.mul_(scalar(beta1)).add_(g, scalar(1 - beta1));
        v.mul_(scalar(beta2)).addcmul_(g, g, scalar(1 - beta2));
        double bias1 = 1 - Math.pow(beta1, (double) steps());
        double bias2 = 1 - Math.pow(beta2, (double) steps());
        Tensor root = v.sqrt().div_(scalar(Math.sqrt(bias2))).add_(scalar(eps));
        p.addcdiv_(m, root, scalar(-rate / bias1));
    }
}
