package org.symbiosis.pretrained;

import java.util.Deque;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Bias;
import org.symbiosis.nn.Conv2d;
import org.symbiosis.nn.Layer;
import org.symbiosis.pretrained.UNetLevel.Pass;

/** A level on the way down: its blocks, then half the side, but for the last. */
final class UNetDown extends Layer {
    private final UNetLevel level;
    private final Downsampler half; // or null

    UNetDown(UNet2dConditionConfig config, int l) {
        boolean isLast = l == config.channels().size() - 1;
        int out = config.level(l);
        level = child("", new UNetLevel());
        for (int r = 0; r < config.layers(); r++) {
            ResNetBlock block = config.block(r == 0 ? config.level(l - 1) : out, out);
            if (isLast) {
                level.plain(block);
            } else {
                level.attending(block, new SpatialTransformer(out, config));
            }
        }
        half = isLast ? null : child("downsamplers.0", new Downsampler(out));
    }

    /** Names of the self-attentions below this level. */
    List<String> selfAttentions() {
        return level.selfAttentions();
    }

    /** Maps {@code (B, C, H, W)} to half the sides; every result is put onto {@code skips}. */
    Tensor forward(Tensor x, Deque<Tensor> skips, Pass pass) {
        Tensor y = x;
        for (int j = 0; j < level.size(); j++) {
            y = level.forward(j, y, pass);
            skips.push(y);
        }
        if (half == null) {
            return y;
        }
        Tensor smaller = half.conv.forward(y);
        skips.push(smaller);
        return smaller;
    }

    /** Every second pixel of a convolution. */
    private static final class Downsampler extends Layer {
        final Conv2d conv;

        Downsampler(int channels) {
            conv = child("conv", new Conv2d(channels, channels, 3, 2, Bias.LEARNT));
        }
    }
}
