package org.symbiosis.nn;

import org.bytedeco.pytorch.Tensor;

/** Images as rows of patch pixels, channel fastest, then column, then row; and back. */
public final class Patches {
    private Patches() {}

    /** Cuts {@code (B, C, H, W)} into {@code (B, N, p * p * C)}. */
    public static Tensor cut(Tensor images, int p) {
        long B = images.size(0);
        long C = images.size(1);
        Grid g = Grid.of(images.size(2), images.size(3), p);
        return images.reshape(B, C, g.rows(), p, g.columns(), p)
                .permute(0, 2, 4, 3, 5, 1) // (B, rows, columns, p, p, C)
                .reshape(B, g.size(), (long) p * p * C);
    }

    /** Joins {@code (B, N, p * p * C)} to {@code (B, C, H, W)}. */
    public static Tensor join(Tensor patches, Grid g, int p) {
        long B = patches.size(0);
        long C = patches.size(2) / ((long) p * p);
        return patches.reshape(B, g.rows(), g.columns(), p, p, C)
                .permute(0, 5, 1, 3, 2, 4) // (B, C, rows, p, columns, p)
                .reshape(B, C, (long) g.rows() * p, (long) g.columns() * p);
    }
}
