package org.symbiosis.spectral.segment;

import org.symbiosis.nn.Grid;
import org.symbiosis.spectral.SpectralConfig;
import org.symbiosis.spectral.SpectralFeatures;

/** What a model saw in one photograph; native memory of the caller's scope. */
public sealed interface Reading permits PatchReading, DiffusionReading {
    /** How many self-attention layers there are. */
    int depth();

    /**
     * The same, its features out of the layers from {@code first} to before {@code end} only; what
     * methods of a single layer compare stays.
     */
    Reading span(int first, int end);

    /** Places of the N features. */
    Grid grid();

    /** What methods of a single layer compare, {@code (N, D)} row-major. */
    float[] features();

    /** Keys of the last layer on this grid with the heads joined, {@code (N, H d)} row-major. */
    float[] keys();

    /** That layer's attention over places, mean over heads, {@code (N, N)} row-major. */
    float[] lastAttention();

    /** Dense features out of all layers, on the finest of their grids. */
    SpectralFeatures solve(SpectralConfig config);
}
