package org.symbiosis.nested;

import org.bytedeco.pytorch.Tensor;

/** Texts as a level sees them: states of CLIP's text tower after its final norm. */
public interface TextStates {
    /**
     * States of a text of each of these images, {@code (B, tokens, channels)}; of one out of
     * several, it is drawn from the engine's generator.
     *
     * @param indices places of the images in their source
     */
    Tensor of(int... indices);

    /** States of the empty text, {@code (1, tokens, channels)}. */
    Tensor empty();

    /** No texts: for models that are told none. */
    static TextStates none() {
        return new TextStates() {
            @Override
            public Tensor of(int... indices) {
                throw new IllegalStateException("the model is told texts, and none are given");
            }

            @Override
            public Tensor empty() {
                return of();
            }
        };
    }
}
