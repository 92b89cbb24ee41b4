package org.symbiosis.adversarial;

import static org.bytedeco.pytorch.global.torch.ones;
import static org.bytedeco.pytorch.global.torch.relu;
import static org.bytedeco.pytorch.global.torch.zeros;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Layer;
import org.symbiosis.nn.Linear;

/** Linear layers with batch norms and ReLU, and a last one bent into a bounded square. */
final class PerceptronGenerator extends Generator.Body {
    private final List<Step> layers = new ArrayList<>();
    private final Linear output;
    private final Scalar range;

    /** A linear map and its batch norm. */
    private static final class Step extends Layer {
        private final Linear linear;
        private final Tensor weight; // (width)
        private final Tensor bias; // (width)
        private final BatchStatistics statistics;

        Step(int in, int width) {
            linear = child("linear", new Linear(in, width));
            weight = parameter("gain", ones(width));
            bias = parameter("bias", zeros(width));
            statistics = child("", new BatchStatistics(width));
        }

        Tensor forward(Tensor x) {
            return relu(statistics.forward(linear.forward(x)).mul(weight).add(bias));
        }
    }

    PerceptronGenerator(GeneratorConfig.Perceptron config) {
        int in = config.noise();
        for (int i = 0; i < config.layers(); i++) {
            layers.add(child("layers." + i, new Step(in, config.width())));
            in = config.width();
        }
        output = child("output", new Linear(in, config.coordinates()));
        range = constant(config.range());
    }

    @Override
    Tensor forward(Tensor noise) {
        Tensor h = noise;
        for (Step layer : layers) {
            h = layer.forward(h);
        }
        return output.forward(h).tanh().mul(range); // (B, coordinates)
    }

    @Override
    Iterable<BatchStatistics> statistics() {
        return layers.stream().map(layer -> layer.statistics).toList();
    }
}
