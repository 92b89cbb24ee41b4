package org.symbiosis.adversarial;

import static org.bytedeco.pytorch.global.torch.relu;
import static org.bytedeco.pytorch.global.torch.upsample_nearest2d;

import java.util.List;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Bias;
import org.symbiosis.nn.Layer;
import org.symbiosis.nn.SpectralConv2d;

/**
 * BigGAN-deep's bottleneck block: four convolutions on a quarter of the channels beside a shortcut
 * that drops the channels it has too many of.
 */
final class GeneratorBlock extends Layer {
    private static final int BOTTLENECK = 4;

    private final int out;
    private final Scale scale;
    private final SpectralConv2d conv1;
    private final SpectralConv2d conv2;
    private final SpectralConv2d conv3;
    private final SpectralConv2d conv4;
    private final ConditionalNorm norm1;
    private final ConditionalNorm norm2;
    private final ConditionalNorm norm3;
    private final ConditionalNorm norm4;

    /** What becomes of the image's size. */
    enum Scale {
        SAME,
        DOUBLED
    }

    GeneratorBlock(int in, int out, int condition, Scale scale) {
        int hidden = Math.max(1, in / BOTTLENECK);
        this.out = out;
        this.scale = scale;
        conv1 = child("conv1", new SpectralConv2d(in, hidden, 1, Bias.LEARNT));
        conv2 = child("conv2", new SpectralConv2d(hidden, hidden, 3, Bias.LEARNT));
        conv3 = child("conv3", new SpectralConv2d(hidden, hidden, 3, Bias.LEARNT));
        conv4 = child("conv4", new SpectralConv2d(hidden, out, 1, Bias.LEARNT));
        norm1 = child("bn1", new ConditionalNorm(in, condition));
        norm2 = child("bn2", new ConditionalNorm(hidden, condition));
        norm3 = child("bn3", new ConditionalNorm(hidden, condition));
        norm4 = child("bn4", new ConditionalNorm(hidden, condition));
    }

    List<BatchStatistics> statistics() {
        return List.of(
                norm1.statistics(), norm2.statistics(), norm3.statistics(), norm4.statistics());
    }

    /** Maps {@code x (B, in, H, W)} under {@code y (B, d)} to {@code (B, out, sH, sW)}. */
    Tensor forward(Tensor x, Tensor y) {
        Tensor h = conv1.forward(relu(norm1.forward(x, y)));
        h = scaled(relu(norm2.forward(h, y)));
        Tensor kept = scaled(x.size(1) == out ? x : x.narrow(1, 0, out));
        h = conv2.forward(h);
        h = conv3.forward(relu(norm3.forward(h, y)));
        h = conv4.forward(relu(norm4.forward(h, y)));
        return h.add(kept);
    }

    private Tensor scaled(Tensor x) {
        return scale == Scale.SAME
                ? x
                : upsample_nearest2d(
                        x,
                        new long[] {2 * x.size(2), 2 * x.size(3)},
                        new DoubleOptional(),
                        new DoubleOptional());
    }
}
