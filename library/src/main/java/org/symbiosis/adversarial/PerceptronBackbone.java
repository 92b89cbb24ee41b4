package org.symbiosis.adversarial;

import static org.bytedeco.pytorch.global.torch.elu;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.GroupNorm;
import org.symbiosis.nn.Layer;
import org.symbiosis.nn.Trace;

/** Linear layers with group norms and ELU on scaled coordinates. */
final class PerceptronBackbone extends Backbone {
    private final Scalar scale;
    private final Affine input;
    private final List<Step> layers = new ArrayList<>();

    /** A linear map and its norm. */
    private static final class Step extends Layer {
        private final Affine linear;
        private final GroupNorm norm;

        Step(BackboneConfig.Perceptron config, Weights weights) {
            int width = config.width();
            linear = child("linear", new Affine(weights, width, width));
            GroupNorm made = Backbone.norm(weights, width, config.channelsPerGroup());
            norm = made == null ? null : child("norm", made);
        }

        Tensor forward(Tensor x) {
            Tensor y = linear.forward(x);
            return elu(norm == null ? y : norm.forward(y));
        }
    }

    PerceptronBackbone(BackboneConfig.Perceptron config, Weights weights) {
        scale = constant(config.inputScale());
        input = child("input", new Affine(weights, config.channels(), config.width()));
        for (int i = 0; i < config.layers(); i++) {
            layers.add(child("layers." + i, new Step(config, weights)));
        }
    }

    @Override
    public Tensor forward(Tensor x, Trace trace) {
        Tensor y = elu(input.forward(x.flatten(1, -1).mul(scale))); // (B, width)
        for (int i = 0; i < layers.size(); i++) {
            Tensor before = y;
            trace.offer("stage" + i, () -> before);
            y = layers.get(i).forward(y);
        }
        return y;
    }
}
