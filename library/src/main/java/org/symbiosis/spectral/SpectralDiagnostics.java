package org.symbiosis.spectral;

/**
 * What a solver saw on its way.
 *
 * @param shareAboveOne share of Rayleigh values above 1 at the result, over graphs and channels, in
 *     [0, 1]; much of it means that columns attract attention ("sinks")
 * @param largestValue the largest Rayleigh value at the result
 * @param riskSet graphs that were evaluated one by one beside the mean, on average over the steps
 *     and summed over grids; 0 for solvers without a guard
 * @param fullEvaluations steps at which all graphs of a grid were evaluated, on average over grids
 * @param eigengap distance between eigenvalues C and C + 1 of the mean graph: near zero, the last
 *     channels are arbitrary
 */
public record SpectralDiagnostics(
        double shareAboveOne,
        double largestValue,
        double riskSet,
        double fullEvaluations,
        double eigengap) {
    /** Share of values above 1 from which on sinks are worth a warning. */
    public static final double SINK_SHARE = 0.1;

    /** Whether attention sinks dominate; the symmetric (Laplacian) objective is the remedy. */
    public boolean hasSinks() {
        return shareAboveOne > SINK_SHARE;
    }
}
