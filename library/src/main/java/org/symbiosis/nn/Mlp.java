package org.symbiosis.nn;

import org.bytedeco.pytorch.Tensor;

/** Two linear maps with an exact GELU between them. */
public final class Mlp extends Layer {
    private final Linear fc1;
    private final Linear fc2;
    private final Activation activation;

    /** From {@code dim} channels over {@code hidden} back to {@code dim}, with the exact GELU. */
    public Mlp(int dim, int hidden) {
        this(dim, hidden, Activation.GELU);
    }

    /** From {@code dim} channels over {@code hidden} back to {@code dim}. */
    public Mlp(int dim, int hidden, Activation activation) {
        this.activation = activation;
        this.fc1 = child("fc1", new Linear(dim, hidden));
        this.fc2 = child("fc2", new Linear(hidden, dim));
    }

    /** The second map: what zero initialisation sets to zero. */
    public Linear fc2() {
        return fc2;
    }

    /** Maps {@code (B, N, D)} to {@code (B, N, D)}. */
    public Tensor forward(Tensor x) {
        return fc2.forward(activation.of(fc1.forward(x)));
    }
}
