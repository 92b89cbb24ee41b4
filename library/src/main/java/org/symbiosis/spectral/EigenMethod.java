package org.symbiosis.spectral;

/** How the leading eigenvectors of a symmetric matrix are found. */
public sealed interface EigenMethod {
    /** All of them by a dense solver in double precision: exact, cubic in the size. */
    record Dense() implements EigenMethod {}

    /**
     * Block Krylov iteration with restarts: a handful of products with the matrix.
     *
     * @param spare columns carried beside those that are wanted
     * @param depth products with the matrix between two restarts
     * @param restarts at most so many
     * @param tolerance ends the iteration: largest residual |A x - lambda x| of a wanted vector,
     *     relative to the largest eigenvalue
     */
    record Krylov(int spare, int depth, int restarts, double tolerance) implements EigenMethod {
        /** Checks the ranges. */
        public Krylov {
            if (spare < 1 || depth < 1 || restarts < 1 || !(tolerance > 0)) {
                throw new IllegalArgumentException(
                        "spare, depth, restarts and tolerance must be positive");
            }
        }

        /** Enough for one image: 6 spare columns, at most 10 restarts of 6 products. */
        public static Krylov usual() {
            return new Krylov(6, 6, 10, 1e-4);
        }
    }
}
