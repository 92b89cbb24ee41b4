package org.symbiosis.nn;

import static org.bytedeco.pytorch.global.torch.embedding;
import static org.bytedeco.pytorch.global.torch.empty;

import org.bytedeco.pytorch.Tensor;

/** A table of vectors, looked up by whole numbers. First values are N(0, 0.02). */
public final class Embedding extends Layer {
    private final Tensor weight; // (rows, D)

    /** A table of {@code rows} vectors of {@code dim} channels. */
    public Embedding(int rows, int dim) {
        weight = parameter("weight", empty(rows, dim));
        Initialisation.normal(weight, 0.02);
    }

    /** The table, {@code (rows, D)}. */
    public Tensor weight() {
        return weight;
    }

    /** Maps ids {@code (...)}, each in 0 .. rows - 1, to {@code (..., D)}. */
    public Tensor forward(Tensor ids) {
        return embedding(weight, ids);
    }
}
