package org.symbiosis.pretrained;

import static org.bytedeco.pytorch.global.torch.constant_pad_nd;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Activation;
import org.symbiosis.nn.Bias;
import org.symbiosis.nn.Conv2d;
import org.symbiosis.nn.GroupNorm;
import org.symbiosis.nn.Layer;
import org.symbiosis.tensor.Scope;

/** From images to twice the channels of the latents, before {@code quant_conv}. */
final class AutoencoderKlEncoder extends Layer {
    private final Conv2d convIn;
    private final List<Level> levels = new ArrayList<>();
    private final AutoencoderKlMiddle middle;
    private final GroupNorm normOut;
    private final Conv2d convOut;

    AutoencoderKlEncoder(AutoencoderKlConfig config) {
        List<Integer> channels = config.channels();
        int n = channels.size();
        convIn = child("conv_in", new Conv2d(config.image(), channels.get(0), 3, 1, Bias.LEARNT));
        for (int l = 0; l < n; l++) {
            int in = channels.get(Math.max(l - 1, 0));
            levels.add(child("down_blocks." + l, new Level(config, in, l)));
        }
        middle = child("mid_block", new AutoencoderKlMiddle(config));
        int C = config.coarsest();
        normOut =
                child("conv_norm_out", new GroupNorm(config.groups(), C, AutoencoderKlConfig.EPS));
        convOut = child("conv_out", new Conv2d(C, 2 * config.latent(), 3, 1, Bias.LEARNT));
    }

    /** Maps {@code (B, 3, H, W)} to {@code (B, 2 L, H / f, W / f)}. */
    Tensor forward(Tensor images) {
        Tensor x = convIn.forward(images);
        for (Level level : levels) {
            x = level.forward(x);
        }
        return convOut.forward(Activation.SILU.of(normOut.forward(middle.forward(x))));
    }

    /** ResNet blocks, then half the side, but for the last. */
    private static final class Level extends Layer {
        private final List<ResNetBlock> blocks = new ArrayList<>();
        private final Downsampler half; // or null

        Level(AutoencoderKlConfig config, int in, int l) {
            int out = config.channels().get(l);
            for (int r = 0; r < config.layers(); r++) {
                blocks.add(child("resnets." + r, config.block(r == 0 ? in : out, out)));
            }
            boolean isLast = l == config.channels().size() - 1;
            half = isLast ? null : child("downsamplers.0", new Downsampler(out));
        }

        Tensor forward(Tensor x) {
            return Scope.tidy(
                    () -> {
                        Tensor y = x;
                        for (ResNetBlock block : blocks) {
                            y = block.forward(y);
                        }
                        return half == null ? y : half.forward(y);
                    });
        }
    }

    /** Every second pixel of a convolution whose border lies right and below only. */
    private static final class Downsampler extends Layer {
        private static final long[] RIGHT_AND_BELOW = {0, 1, 0, 1};
        private final Conv2d conv;

        Downsampler(int channels) {
            conv = child("conv", Conv2d.withoutBorder(channels, channels, 3, 2, Bias.LEARNT));
        }

        Tensor forward(Tensor x) {
            return conv.forward(constant_pad_nd(x, RIGHT_AND_BELOW));
        }
    }
}
