package org.symbiosis.spectral;

import org.bytedeco.pytorch.Tensor;

/** What a map's raw values become before the objective sees them. */
public enum Activation {
    /** Softmax over the channels of each place, as in the released code. */
    SOFTMAX,
    /** Nothing: free columns, as in the text. */
    NONE;

    /** Applies it to {@code (B, C, h, w)}. */
    Tensor of(Tensor logits) {
        return this == SOFTMAX ? logits.softmax(1) : logits;
    }
}
