package org.symbiosis.intrinsics;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.intrinsics.IntrinsicsConfig.Level;
import org.symbiosis.intrinsics.ScaledBlock.Shape;
import org.symbiosis.nn.Bias;
import org.symbiosis.nn.Conv2d;
import org.symbiosis.nn.Layer;

/** From a picture to maps, level by level; the last block of a tapped level is an intrinsic. */
final class Encoder extends Layer {
    private final Conv2d first;
    private final List<Stage> stages = new ArrayList<>();

    /** The blocks of a level. */
    private record Stage(Level level, List<ScaledBlock> blocks) {}

    /**
     * What the encoder gives.
     *
     * @param intrinsics of the tapped levels, not yet of length 1
     * @param last the coarsest map, {@code (B, C, H, W)}
     */
    record Maps(List<Tensor> intrinsics, Tensor last) {}

    Encoder(IntrinsicsConfig config) {
        List<Level> levels = config.levels();
        Level top = levels.get(0);
        first = child(top.prefix() + "conv", new Conv2d(3, config.channels(), 3, 1, Bias.LEARNT));
        int channels = config.channels();
        for (Level level : levels) {
            List<ScaledBlock> blocks = new ArrayList<>();
            if (!level.equals(top)) {
                Shape down = new Shape(channels, channels, Size.HALVED);
                blocks.add(child(level.prefix() + "down", ScaledBlock.unlit(down)));
            }
            for (int b = 0; b < level.blocks(); b++) {
                Shape shape = new Shape(channels, level.channels(), Size.SAME);
                blocks.add(child(name(level, b), ScaledBlock.unlit(shape)));
                channels = level.channels();
            }
            stages.add(new Stage(level, blocks));
        }
    }

    private static String name(Level level, int block) {
        boolean isTap = level.isTapped() && block == level.blocks() - 1;
        return level.prefix() + "block" + block + (isTap ? "_final" : "");
    }

    /** Maps {@code (B, 3, H, W)} to its maps. */
    Maps forward(Tensor images, Dropout dropout) {
        List<Tensor> taps = new ArrayList<>();
        Tensor x = first.forward(images);
        for (Stage stage : stages) {
            for (ScaledBlock block : stage.blocks) {
                x = block.forward(x, null, dropout);
            }
            if (stage.level.isTapped()) {
                taps.add(x);
            }
        }
        return new Maps(taps, x);
    }
}
