package org.symbiosis.eval;

import org.bytedeco.pytorch.Tensor;

/** How the tokens of an image become one vector. */
public enum Pooling {
    /** The class token. */
    CLS("class token") {
        @Override
        Tensor pool(Tensor tokens) {
            return tokens.select(1, 0);
        }
    },
    /** The mean over the patch tokens. */
    MEAN("mean of patch tokens") {
        @Override
        Tensor pool(Tensor tokens) {
            return tokens.narrow(1, 1, tokens.size(1) - 1).mean(1);
        }
    },
    /** The mean over all tokens, the class token included: the thesis's linear probe. */
    MEAN_ALL("mean of all tokens") {
        @Override
        Tensor pool(Tensor tokens) {
            return tokens.mean(1);
        }
    };

    private final String words;

    Pooling(String words) {
        this.words = words;
    }

    /** The choice in words. */
    public String words() {
        return words;
    }

    /** Maps {@code (B, 1 + N, D)} to {@code (B, D)}. */
    abstract Tensor pool(Tensor tokens);
}
