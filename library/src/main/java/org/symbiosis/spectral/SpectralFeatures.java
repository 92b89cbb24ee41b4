package org.symbiosis.spectral;

import java.util.Arrays;
import org.symbiosis.nn.Grid;

/**
 * The dense features of one image: C orthogonal maps, the strongest first, each signed so that its
 * entry of largest size is positive.
 *
 * @param grid places of the N = rows x columns positions, row-major
 * @param channels C
 * @param features {@code (N, C)} row-major: eigenvectors times values, what to cluster
 * @param eigenvectors {@code (N, C)} row-major, orthonormal columns
 * @param values singular values of X, or eigenvalues of the mean graph, falling
 * @param objective the released objective at this result; smaller is better
 * @param diagnostics how far to trust it
 */
@SuppressWarnings("ArrayRecordComponent")
public record SpectralFeatures(
        Grid grid,
        int channels,
        float[] features,
        float[] eigenvectors,
        float[] values,
        double objective,
        SpectralDiagnostics diagnostics) {
    /** Checks the lengths. */
    public SpectralFeatures {
        int length = Math.multiplyExact(grid.size(), channels);
        if (features.length != length
                || eigenvectors.length != length
                || values.length != channels) {
            throw new IllegalArgumentException(
                    "%d features, %d entries of eigenvectors and %d values for %d places x %d"
                            .formatted(
                                    features.length,
                                    eigenvectors.length,
                                    values.length,
                                    grid.size(),
                                    channels));
        }
    }

    /** Features of the place at this row and column, C values. */
    public float[] at(int row, int column) {
        int from = (row * grid.columns() + column) * channels;
        return Arrays.copyOfRange(features, from, from + channels);
    }
}
