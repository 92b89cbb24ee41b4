package org.symbiosis.spectral.cuts;

/**
 * Solutions of {@code (D - A) x = lambda D x}, the smallest first.
 *
 * @param values lambda, ascending, in [0, 2] but for rounding
 * @param vectors one array for each, {@code (n)}: {@code x' D x = 1}, the entry of largest size
 *     positive
 */
public record Eigenpairs(double[] values, double[][] vectors) {
    /** Distance from one value to the next: small means that the vectors may as well mix. */
    public double gap(int i) {
        return values[i + 1] - values[i];
    }
}
