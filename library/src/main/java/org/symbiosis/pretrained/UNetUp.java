package org.symbiosis.pretrained;

import static org.bytedeco.pytorch.global.torch.cat;

import java.util.Deque;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.symbiosis.nn.Layer;
import org.symbiosis.pretrained.UNetLevel.Pass;

/**
 * A level on the way up: every block takes a result of the way down beside its input; then twice
 * the side, but for the finest.
 */
final class UNetUp extends Layer {
    private final UNetLevel level;
    private final Upsampler twice; // or null

    /** Level {@code l}, counted from the finest. */
    UNetUp(UNet2dConditionConfig config, int l) {
        int last = config.layers();
        int out = config.level(l);
        level = child("", new UNetLevel());
        for (int r = 0; r <= last; r++) {
            int hidden = r == 0 ? config.level(l + 1) : out;
            int skip = r == last ? config.level(l - 1) : out;
            ResNetBlock block = config.block(hidden + skip, out);
            if (l == config.channels().size() - 1) {
                level.plain(block);
            } else {
                level.attending(block, new SpatialTransformer(out, config));
            }
        }
        twice = l == 0 ? null : child("upsamplers.0", new Upsampler(out));
    }

    /** Names of the self-attentions below this level. */
    List<String> selfAttentions() {
        return level.selfAttentions();
    }

    /** Maps {@code (B, C, H, W)} to twice the sides, taking from {@code skips}. */
    Tensor forward(Tensor x, Deque<Tensor> skips, Pass pass) {
        Tensor y = x;
        for (int j = 0; j < level.size(); j++) {
            y = level.forward(j, cat(new TensorVector(y, skips.pop()), 1), pass);
        }
        return twice == null ? y : twice.forward(y);
    }
}
