package org.symbiosis.adversarial;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Activation;
import org.symbiosis.nn.Convolve;
import org.symbiosis.nn.Layer;
import org.symbiosis.nn.Trace;

/** ResNet-18 with average pooling, group norms and ELU (appendix B.1). */
final class ResidualBackbone extends Backbone {
    private final Convolution conv1;
    private final List<Stage> stages = new ArrayList<>();
    private final Activation activation;

    /** Blocks in a row, named by their index. */
    private static final class Stage extends Layer {
        private final List<ResidualBlock> blocks = new ArrayList<>();

        Stage(BackboneConfig.Residual config, BackboneConfig.Stage stage, int in, Weights weights) {
            int out = stage.width() * config.baseWidth();
            for (int i = 0; i < stage.blocks(); i++) {
                ResidualBlock.Shape shape =
                        new ResidualBlock.Shape(
                                i == 0 ? in : out, out, i == 0 ? stage.stride() : 1);
                blocks.add(child(Integer.toString(i), new ResidualBlock(config, shape, weights)));
            }
        }

        Tensor forward(Tensor x) {
            Tensor y = x;
            for (ResidualBlock block : blocks) {
                y = block.forward(y);
            }
            return y;
        }
    }

    ResidualBackbone(BackboneConfig.Residual config, Weights weights) {
        activation = config.activation();
        conv1 = child("conv1", new Convolution(weights, config.channels(), config.baseWidth(), 3));
        int width = config.baseWidth();
        for (BackboneConfig.Stage stage : config.stages()) {
            stages.add(
                    child("layer" + (stages.size() + 1), new Stage(config, stage, width, weights)));
            width = stage.width() * config.baseWidth();
        }
    }

    @Override
    public Tensor forward(Tensor x, Trace trace) {
        long rows = x.size(0);
        Tensor images = x.requires_grad() ? Convolve.wholeBatch(x) : x; // Eq. 3.7 derives twice
        Tensor y = activation.of(conv1.forward(images)); // (B, w, H, W)
        offer(trace, 0, y.narrow(0, 0, rows));
        for (int i = 0; i < stages.size(); i++) {
            y = stages.get(i).forward(y);
            offer(trace, i + 1, y.narrow(0, 0, rows));
        }
        return y.mean(2, 3).narrow(0, 0, rows); // (B, F)
    }

    private static void offer(Trace trace, int stage, Tensor y) {
        trace.offer("stage" + stage, () -> y);
    }
}
