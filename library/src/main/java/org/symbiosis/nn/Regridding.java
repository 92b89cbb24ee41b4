package org.symbiosis.nn;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.interpolate;
import static org.bytedeco.pytorch.global.torch.upsample_bicubic2d;

import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.InterpolateFuncOptions;
import org.bytedeco.pytorch.LongVector;
import org.bytedeco.pytorch.LongVectorOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.kBicubic;

/**
 * How what belongs to one grid of patches, such as a table of positions, is fitted to another one.
 *
 * <p>All that interpolate do so bicubically with a = -0.75 and half-pixel centres; tokens in front
 * of the patches stay as they are.
 */
public sealed interface Regridding {
    /**
     * Fits tokens to a grid.
     *
     * @param tokens {@code (B, extra + N, D)} over {@code from}
     * @return {@code (B, extra + N', D)} over {@code to}; the same tensor when the grids agree
     */
    default Tensor fit(Tensor tokens, Grid from, Grid to) {
        if (from.equals(to)) {
            return tokens;
        }
        long extra = tokens.size(1) - from.size();
        if (extra < 0) {
            throw new IllegalArgumentException(
                    tokens.size(1) + " tokens do not fill a grid of " + from.size() + " patches");
        }
        long B = tokens.size(0);
        long D = tokens.size(2);
        Tensor maps =
                tokens.narrow(1, extra, from.size())
                        .reshape(B, from.rows(), from.columns(), D)
                        .permute(0, 3, 1, 2); // (B, D, rows, columns)
        Tensor patches = maps(maps, to).permute(0, 2, 3, 1).reshape(B, to.size(), D);
        return cat(new TensorVector(tokens.narrow(1, 0, extra), patches), 1);
    }

    /** Maps {@code (B, D, rows, columns)} to those of another grid. */
    Tensor maps(Tensor maps, Grid to);

    /**
     * By the factor {@code (target + offset) / source}, which is not the ratio of the sizes: DINO
     * and DINOv2, and the Hugging Face ports of both.
     *
     * @param offset added to the target's rows and columns, at least 0
     */
    record ByFactor(double offset) implements Regridding {
        /** The offset of all published models that have one. */
        public static final ByFactor DINO = new ByFactor(0.1);

        /** Checks the range. */
        public ByFactor {
            if (!(offset >= 0)) {
                throw new IllegalArgumentException("offset must not be negative, as " + offset);
            }
        }

        @Override
        public Tensor maps(Tensor maps, Grid to) {
            DoubleOptional rows = new DoubleOptional((to.rows() + offset) / maps.size(2));
            DoubleOptional columns = new DoubleOptional((to.columns() + offset) / maps.size(3));
            return upsample_bicubic2d(
                    maps, new long[] {to.rows(), to.columns()}, false, rows, columns);
        }
    }

    /** By the ratio of the sizes: CLIP, and queries and keys of a masked autoencoder. */
    record BySize() implements Regridding {
        @Override
        public Tensor maps(Tensor maps, Grid to) {
            return upsample_bicubic2d(maps, new long[] {to.rows(), to.columns()}, false);
        }
    }

    /** By the ratio of the sizes with antialiasing: DINOv2 with registers. */
    record Antialiased() implements Regridding {
        @Override
        public Tensor maps(Tensor maps, Grid to) {
            InterpolateFuncOptions options = new InterpolateFuncOptions();
            options.size()
                    .put(
                            new LongVectorOptional(
                                    new LongVector(new long[] {to.rows(), to.columns()})));
            options.mode().put(new kBicubic());
            options.align_corners().put(new BoolOptional(false));
            options.antialias().put(true);
            return interpolate(maps, options);
        }
    }

    /**
     * Sines and cosines computed anew for the other grid: masked autoencoders and MoCo v3, whose
     * tables are not learnt.
     *
     * @param order which half of the channels tells the column
     */
    record SinCos(Positions.Order order) implements Regridding {
        @Override
        public Tensor maps(Tensor maps, Grid to) {
            long D = maps.size(1);
            return Positions.sinCos((int) D, to, 0, order)
                    .reshape(1, to.rows(), to.columns(), D)
                    .permute(0, 3, 1, 2);
        }
    }
}
