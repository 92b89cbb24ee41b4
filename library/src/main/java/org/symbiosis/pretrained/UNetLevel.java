package org.symbiosis.pretrained;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Layer;
import org.symbiosis.nn.Trace;

/**
 * ResNet blocks {@code resnets.J}, each followed by a transformer {@code attentions.J} if there is
 * one: what a level is made of, on both ways.
 */
final class UNetLevel extends Layer {
    private final List<ResNetBlock> blocks = new ArrayList<>();
    private final List<SpatialTransformer> transformers = new ArrayList<>();

    /** What goes with the latents: the time's embedding, the text's states, and who listens. */
    record Pass(Tensor time, Tensor text, Trace trace) {
        Pass below(String part) {
            return new Pass(time, text, trace.below(part));
        }
    }

    /** Adds a block without attention. */
    UNetLevel plain(ResNetBlock block) {
        blocks.add(child("resnets." + blocks.size(), block));
        return this;
    }

    /** Adds a block followed by a transformer. */
    UNetLevel attending(ResNetBlock block, SpatialTransformer transformer) {
        transformers.add(child("attentions." + transformers.size(), transformer));
        return plain(block);
    }

    /** Number of blocks. */
    int size() {
        return blocks.size();
    }

    /** Names of the self-attentions below this level. */
    List<String> selfAttentions() {
        return IntStream.range(0, transformers.size())
                .mapToObj(a -> "attentions." + a + "." + SpatialTransformer.SELF_ATTENTION)
                .toList();
    }

    /** Runs block {@code j} and its transformer, if any. */
    Tensor forward(int j, Tensor x, Pass pass) {
        Tensor y = blocks.get(j).forward(x, pass.time);
        return j < transformers.size()
                ? transformers.get(j).forward(y, pass.text, pass.trace.below("attentions." + j))
                : y;
    }
}
