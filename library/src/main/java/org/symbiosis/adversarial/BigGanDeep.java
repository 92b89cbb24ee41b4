package org.symbiosis.adversarial;

import static org.bytedeco.pytorch.global.torch.ones;
import static org.bytedeco.pytorch.global.torch.relu;
import static org.bytedeco.pytorch.global.torch.zeros;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Bias;
import org.symbiosis.nn.Initialisation;
import org.symbiosis.nn.Layer;
import org.symbiosis.nn.SpectralConv2d;
import org.symbiosis.nn.SpectralLinear;

/** BigGAN-deep without classes, under the reference's names. */
final class BigGanDeep extends Generator.Body {
    private static final int BOTTOM = 4;

    private final SpectralLinear linear;
    private final SpectralLinear first;
    private final List<Step> blocks = new ArrayList<>();
    private final OutputNorm outputNorm;
    private final SpectralConv2d outputConv;

    /** A block, and attention after it where the configuration wants it. */
    private static final class Step extends Layer {
        private final GeneratorBlock block;
        private final PlaceAttention attention;

        Step(GeneratorBlock block, PlaceAttention attention) {
            this.block = child("0", block);
            this.attention = attention == null ? null : child("1", attention);
        }

        Tensor forward(Tensor x, Tensor y) {
            Tensor h = block.forward(x, y);
            return attention == null ? h : attention.forward(h);
        }
    }

    /** A batch norm with scale and shift of its own. */
    private static final class OutputNorm extends Layer {
        private final Tensor gain; // (C)
        private final Tensor bias; // (C)
        private final BatchStatistics statistics;

        OutputNorm(int channels) {
            gain = parameter("gain", ones(channels));
            bias = parameter("bias", zeros(channels));
            statistics = child("", new BatchStatistics(channels));
        }

        Tensor forward(Tensor x) {
            return statistics.forward(x).mul(gain.view(-1, 1, 1)).add(bias.view(-1, 1, 1));
        }
    }

    BigGanDeep(GeneratorConfig.BigGanDeep config) {
        GeneratorConfig.Architecture widths = config.architecture();
        int ch = config.channels();
        int noise = config.noise();
        int bottom = widths.in().get(0) * ch * BOTTOM * BOTTOM;
        first = child("firs_layer", new SpectralLinear(noise, noise, Bias.LEARNT));
        linear = child("linear", new SpectralLinear(noise, bottom, Bias.LEARNT));
        for (int stage = 0; stage < widths.in().size(); stage++) {
            int in = widths.in().get(stage) * ch;
            int out = widths.out().get(stage) * ch;
            boolean attends = config.attention().contains(BOTTOM << (stage + 1));
            add(new GeneratorBlock(in, in, noise, GeneratorBlock.Scale.SAME), null);
            add(
                    new GeneratorBlock(in, out, noise, GeneratorBlock.Scale.DOUBLED),
                    attends ? new PlaceAttention(out) : null);
        }
        int last = widths.out().get(widths.out().size() - 1) * ch;
        outputNorm = child("output_layer.0", new OutputNorm(last));
        outputConv = child("output_layer.2", new SpectralConv2d(last, 3, 3, Bias.LEARNT));
        initialise(config.init());
    }

    private void add(GeneratorBlock block, PlaceAttention attention) {
        blocks.add(child("blocks." + blocks.size(), new Step(block, attention)));
    }

    private void initialise(GeneratorConfig.Init init) {
        parameters()
                .forEach(
                        (name, w) -> {
                            if (w.dim() > 1) {
                                switch (init) {
                                    case KAIMING -> Initialisation.kaimingFanOut(w);
                                    case ORTHOGONAL -> Initialisation.orthogonal(w);
                                    case N02 -> Initialisation.normal(w, 0.02);
                                }
                            }
                        });
    }

    @Override
    Tensor forward(Tensor noise) {
        Tensor y = first.forward(noise); // (B, v): conditions every norm
        Tensor h = linear.forward(y).view(noise.size(0), -1, BOTTOM, BOTTOM);
        for (Step step : blocks) {
            h = step.forward(h, y);
        }
        return outputConv.forward(relu(outputNorm.forward(h))).tanh(); // (B, 3, H, W)
    }

    @Override
    Iterable<BatchStatistics> statistics() {
        List<BatchStatistics> all = new ArrayList<>();
        blocks.forEach(step -> all.addAll(step.block.statistics()));
        all.add(outputNorm.statistics);
        return all;
    }
}
