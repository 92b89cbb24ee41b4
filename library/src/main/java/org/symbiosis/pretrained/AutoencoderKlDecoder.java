package org.symbiosis.pretrained;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Activation;
import org.symbiosis.nn.Bias;
import org.symbiosis.nn.Conv2d;
import org.symbiosis.nn.GroupNorm;
import org.symbiosis.nn.Layer;
import org.symbiosis.tensor.Scope;

/** From latents, after {@code post_quant_conv}, to images. */
final class AutoencoderKlDecoder extends Layer {
    private final Conv2d convIn;
    private final AutoencoderKlMiddle middle;
    private final List<Level> levels = new ArrayList<>();
    private final GroupNorm normOut;
    private final Conv2d convOut;

    AutoencoderKlDecoder(AutoencoderKlConfig config) {
        int C = config.coarsest();
        convIn = child("conv_in", new Conv2d(config.latent(), C, 3, 1, Bias.LEARNT));
        middle = child("mid_block", new AutoencoderKlMiddle(config));
        int n = config.channels().size();
        for (int j = 0; j < n; j++) {
            levels.add(child("up_blocks." + j, new Level(config, n - 1 - j)));
        }
        int finest = config.channels().get(0);
        normOut =
                child(
                        "conv_norm_out",
                        new GroupNorm(config.groups(), finest, AutoencoderKlConfig.EPS));
        convOut = child("conv_out", new Conv2d(finest, config.image(), 3, 1, Bias.LEARNT));
    }

    /** Maps {@code (B, L, h, w)} to {@code (B, 3, f h, f w)}. */
    Tensor forward(Tensor latents) {
        Tensor x = middle.forward(convIn.forward(latents));
        for (Level level : levels) {
            x = level.forward(x);
        }
        return convOut.forward(Activation.SILU.of(normOut.forward(x)));
    }

    /** ResNet blocks, then twice the side, but for the finest. */
    private static final class Level extends Layer {
        private final List<ResNetBlock> blocks = new ArrayList<>();
        private final Upsampler twice; // or null

        Level(AutoencoderKlConfig config, int l) {
            List<Integer> channels = config.channels();
            int in = channels.get(Math.min(l + 1, channels.size() - 1));
            int out = channels.get(l);
            for (int r = 0; r <= config.layers(); r++) {
                blocks.add(child("resnets." + r, config.block(r == 0 ? in : out, out)));
            }
            twice = l == 0 ? null : child("upsamplers.0", new Upsampler(out));
        }

        Tensor forward(Tensor x) {
            return Scope.tidy(
                    () -> {
                        Tensor y = x;
                        for (ResNetBlock block : blocks) {
                            y = block.forward(y);
                        }
                        return twice == null ? y : twice.forward(y);
                    });
        }
    }
}
