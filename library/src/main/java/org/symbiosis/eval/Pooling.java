package org.symbiosis.eval;

import static org.bytedeco.pytorch.global.torch.adaptive_avg_pool2d;

import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Grid;

/** How the tokens of an image become one vector. */
public enum Pooling {
    /** The class token. */
    CLS("class token") {
        @Override
        public Tensor pool(Tensor tokens, Grid grid) {
            return tokens.select(1, 0);
        }
    },
    /** The mean over the patch tokens. */
    MEAN("mean of patch tokens") {
        @Override
        public Tensor pool(Tensor tokens, Grid grid) {
            return tokens.narrow(1, 1, tokens.size(1) - 1).mean(1);
        }
    },
    /** The mean over all tokens, the class token included: the thesis's linear probe. */
    MEAN_ALL("mean of all tokens") {
        @Override
        public Tensor pool(Tensor tokens, Grid grid) {
            return tokens.mean(1);
        }
    },
    /** Means over the patch tokens of 4 x 4 regions side by side: keeps where things are. */
    GRID("means of 4 x 4 regions") {
        @Override
        public Tensor pool(Tensor tokens, Grid grid) {
            long B = tokens.size(0);
            long D = tokens.size(2);
            Tensor patches = tokens.narrow(1, 1, grid.size()).transpose(1, 2);
            Tensor maps = patches.reshape(B, D, grid.rows(), grid.columns()); // (B, D, h, w)
            return adaptive_avg_pool2d(maps, REGIONS).flatten(1, -1); // (B, D * 16)
        }
    };

    private static final long[] REGIONS = {4, 4};

    private final String words;

    Pooling(String words) {
        this.words = words;
    }

    /** The choice in words. */
    public String words() {
        return words;
    }

    /** Maps {@code (B, 1 + N, D)}, the N patches in a grid, to vectors {@code (B, d)}. */
    public abstract Tensor pool(Tensor tokens, Grid grid);
}
