package org.symbiosis.spectral.cuts;

import org.symbiosis.UserError;
import org.symbiosis.nn.Grid;
import org.symbiosis.spectral.regions.LabelMap;
import org.symbiosis.spectral.regions.Regions;

/**
 * Normalised cuts of one graph: k-means on its smallest eigenvectors, the silhouette choosing the
 * number of regions.
 *
 * @param affinity links by features
 * @param vectors eigenvectors used, the constant one included, at least 2
 * @param kMin fewest regions, at least 2
 * @param kMax most regions
 * @param seed of the starts
 */
public record NcutKMeans(LinkWeight affinity, int vectors, int kMin, int kMax, long seed)
        implements Baseline {
    private static final double DIAGONAL = 1e-6;

    /** Checks the number of vectors. */
    public NcutKMeans {
        if (vectors < 2) {
            throw UserError.usage(vectors + " eigenvectors", "choose 2 or more, as 15");
        }
    }

    /** 15 vectors of the cosines above 0, 2 to 10 regions. */
    public static NcutKMeans ofCosines(long seed) {
        return new NcutKMeans(new LinkWeight.Weighted(0, 1e-5), 15, 2, 10, seed);
    }

    /** 8 vectors of TokenCut's graph, 2 to 10 regions. */
    public static NcutKMeans ofTokenCut(long seed) {
        return new NcutKMeans(TokenCut.DEFAULT.affinity(), 8, 2, 10, seed);
    }

    @Override
    public LabelMap segment(float[] features, Grid grid) {
        return regions(features, grid).map();
    }

    /** The same with the silhouettes of all numbers. */
    public Regions regions(float[] features, Grid grid) {
        return regions(SimilarityGraph.of(features, grid, affinity), grid);
    }

    /**
     * Cuts by attention instead of features.
     *
     * @param attention mean over heads, {@code (N, N)} row-major, rows sum to 1; made symmetric
     */
    public Regions ofAttention(float[] attention, Grid grid) {
        return regions(SimilarityGraph.ofAttention(attention, grid.size(), DIAGONAL), grid);
    }

    private Regions regions(SimilarityGraph graph, Grid grid) {
        Eigenpairs pairs = NormalizedCut.solve(graph, Math.min(vectors, graph.n()));
        int used = pairs.values().length;
        float[] embedding = new float[graph.n() * used]; // (N, m)
        for (int c = 0; c < used; c++) {
            for (int i = 0; i < graph.n(); i++) {
                embedding[i * used + c] = (float) pairs.vectors()[c][i];
            }
        }
        return Regions.auto(embedding, grid, kMin, kMax, seed);
    }
}
