package org.symbiosis.spectral;

import static org.bytedeco.pytorch.global.torch.upsample_bilinear2d;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Grid;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/**
 * Dense features of a set of images in common coordinates: the same place of the C-dimensional
 * space means the same thing in all images.
 *
 * @param grid places of each image, row-major
 * @param channels C
 * @param features of each image {@code (N, C)} row-major: eigenvectors times values
 * @param values singular values of the maps, or eigenvalues of the mean graph, falling
 */
@SuppressWarnings("ArrayRecordComponent")
public record SetFeatures(Grid grid, int channels, float[][] features, float[] values) {
    /** Checks the lengths. */
    public SetFeatures {
        for (float[] image : features) {
            if (image.length != grid.size() * channels) {
                throw new IllegalArgumentException(
                        "%d features for %d places x %d"
                                .formatted(image.length, grid.size(), channels));
            }
        }
        if (values.length != channels) {
            throw new IllegalArgumentException(values.length + " values of " + channels);
        }
    }

    /** Number of images. */
    public int images() {
        return features.length;
    }

    /** The first {@code count} channels of image {@code i}, {@code (N, count)} row-major. */
    public float[] first(int i, int count) {
        float[] chosen = new float[grid.size() * count];
        for (int p = 0; p < grid.size(); p++) {
            System.arraycopy(features[i], p * channels, chosen, p * count, count);
        }
        return chosen;
    }

    /** Features of image {@code i} on another grid, bilinear with half-pixel centres. */
    public float[] resized(int i, Grid to) { // (N', C)
        if (to.equals(grid)) {
            return features[i].clone();
        }
        try (Scope s = Scope.open();
                NoGradGuard none = new NoGradGuard()) {
            Tensor planes =
                    Plain.tensor(features[i], 1, grid.rows(), grid.columns(), channels)
                            .permute(0, 3, 1, 2)
                            .contiguous(); // (1, C, h, w)
            Tensor sized = upsample_bilinear2d(planes, new long[] {to.rows(), to.columns()}, false);
            return Plain.floats(sized.permute(0, 2, 3, 1).contiguous());
        }
    }
}
