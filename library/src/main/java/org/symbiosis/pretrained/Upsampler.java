package org.symbiosis.pretrained;

import static org.bytedeco.pytorch.global.torch.upsample_nearest2d;

import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Bias;
import org.symbiosis.nn.Conv2d;
import org.symbiosis.nn.Layer;

/** Every pixel four times, then a convolution. */
final class Upsampler extends Layer {
    private final Conv2d conv;

    Upsampler(int channels) {
        conv = child("conv", new Conv2d(channels, channels, 3, 1, Bias.LEARNT));
    }

    /** Maps {@code (B, C, H, W)} to {@code (B, C, 2 H, 2 W)}. */
    Tensor forward(Tensor x) {
        return conv.forward(upsample_nearest2d(x, 2 * x.size(2), 2 * x.size(3)));
    }
}
