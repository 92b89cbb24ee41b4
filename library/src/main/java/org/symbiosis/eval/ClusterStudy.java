package org.symbiosis.eval;

import org.symbiosis.UserError;

/**
 * Clusters against classes, several times from other starts (section 3.4: 20 runs).
 *
 * @param kMeans how to cluster; run r takes its seed plus r
 * @param runs at least 1
 */
public record ClusterStudy(KMeans kMeans, int runs) {
    /** Checks the number of runs. */
    public ClusterStudy {
        if (runs < 1) {
            throw UserError.usage(runs + " runs", "choose 1 or more");
        }
    }

    /** Twenty runs of spherical k-means: the tables' choice. */
    public static ClusterStudy tables(int clusters, long seed) {
        return new ClusterStudy(KMeans.sphere(clusters, seed), 20);
    }

    /**
     * One value for each run, shares in [0, 1].
     *
     * @param accuracy under the best assignment of clusters to classes
     * @param nmi normalised mutual information
     * @param purity share of the largest class of each cluster
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Result(double[] accuracy, double[] nmi, double[] purity) {}

    /** Clusters the features and compares the clusters with their classes. */
    public Result measure(Features features) {
        features.requireClasses("k-means accuracy");
        Result result = new Result(new double[runs], new double[runs], new double[runs]);
        for (int r = 0; r < runs; r++) {
            Clustering found = kMeans.withSeed(kMeans.seed() + r).fit(features);
            ClusterAgreement shared = ClusterAgreement.of(found.labels(), features.labels());
            result.accuracy[r] = shared.accuracy();
            result.nmi[r] = shared.nmi();
            result.purity[r] = shared.purity();
        }
        return result;
    }
}
