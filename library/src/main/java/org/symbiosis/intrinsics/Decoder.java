package org.symbiosis.intrinsics;

import static org.bytedeco.pytorch.global.torch.cat;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.symbiosis.intrinsics.IntrinsicsConfig.Level;
import org.symbiosis.intrinsics.ScaledBlock.Ending;
import org.symbiosis.intrinsics.ScaledBlock.Light;
import org.symbiosis.intrinsics.ScaledBlock.Shape;
import org.symbiosis.nn.Layer;

/**
 * From intrinsics and a light to a map of the picture's size. It starts from a constant; all it
 * knows of the scene waits at the entrance of each block of its level.
 */
final class Decoder extends Layer {
    private final List<Stage> stages = new ArrayList<>();

    /**
     * The blocks of a level.
     *
     * @param entry blocks that come before the intrinsics
     * @param blocks those that take the intrinsics in, where the level has any
     * @param waiting factor that brings the intrinsics to the size of other features; null where
     *     there are none
     */
    private record Stage(List<ScaledBlock> entry, List<ScaledBlock> blocks, Scalar waiting) {}

    Decoder(IntrinsicsConfig config) {
        List<Level> levels = config.levels();
        int channels = config.last().channels();
        for (int k = levels.size() - 1; k >= 0; k--) {
            Level level = levels.get(k);
            List<ScaledBlock> entry = entry(config, level, channels);
            List<ScaledBlock> blocks = new ArrayList<>();
            int waiting = level.isTapped() ? level.channels() : 0;
            for (int b = 0; b <= level.blocks(); b++) {
                Shape shape = new Shape(channels + waiting, level.channels(), Size.SAME);
                blocks.add(child(level.prefix() + "block" + b, lit(config, shape, Ending.PLAIN)));
                channels = level.channels();
            }
            Scalar length = level.isTapped() ? constant(Math.sqrt(waiting)) : null;
            stages.add(new Stage(entry, blocks, length));
        }
    }

    private List<ScaledBlock> entry(IntrinsicsConfig config, Level level, int channels) {
        if (level.equals(config.last())) {
            Shape same = new Shape(channels, channels, Size.SAME);
            return List.of(
                    child(level.prefix() + "in0", lit(config, same, Ending.ATTENTION)),
                    child(level.prefix() + "in1", lit(config, same, Ending.PLAIN)));
        }
        Shape up = new Shape(channels, channels, Size.DOUBLED);
        return List.of(child(level.prefix() + "up", lit(config, up, Ending.PLAIN)));
    }

    private static ScaledBlock lit(IntrinsicsConfig config, Shape shape, Ending ending) {
        return ScaledBlock.lit(shape, config.embedding(), ending);
    }

    /**
     * Builds the picture's map.
     *
     * @param start the constant, {@code (B, C, h, w)}
     * @param intrinsics from the finest to the coarsest, of length 1
     * @return {@code (B, channels, H, W)}
     */
    Tensor forward(Tensor start, List<Tensor> intrinsics, Light light, Dropout dropout) {
        int tap = intrinsics.size();
        Tensor x = start;
        for (Stage stage : stages) {
            for (ScaledBlock block : stage.entry) {
                x = block.forward(x, light, dropout);
            }
            Tensor waiting =
                    stage.waiting == null ? null : intrinsics.get(--tap).mul(stage.waiting);
            for (ScaledBlock block : stage.blocks) {
                Tensor in = waiting == null ? x : cat(new TensorVector(x, waiting), 1);
                x = block.forward(in, light, dropout);
            }
        }
        return x;
    }
}
