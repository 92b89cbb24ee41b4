package org.symbiosis.pretrained;

import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Activation;
import org.symbiosis.nn.Layer;
import org.symbiosis.nn.Linear;

/** Times as vectors: cosines and sines of rising wave lengths, then two linear maps. */
final class TimeEmbedding extends Layer {
    private final int waves;
    private final Linear first;
    private final Linear second;

    /** From {@code waves} cosines and as many sines to {@code dim} channels. */
    TimeEmbedding(int waves, int dim) {
        this.waves = waves;
        this.first = child("linear_1", new Linear(2 * waves, dim));
        this.second = child("linear_2", new Linear(dim, dim));
    }

    /** {@code [cos(t w) | sin(t w)]}, {@code w_k = 10000^(-k / waves)}: (B) to (B, 2 waves). */
    Tensor project(Tensor time) {
        return org.symbiosis.nn.TimeEmbedding.waves(time, 2 * waves);
    }

    /** Maps {@code (B)} to {@code (B, dim)}. */
    Tensor forward(Tensor time) {
        return second.forward(Activation.SILU.of(first.forward(project(time))));
    }
}
