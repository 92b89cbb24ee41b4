package org.symbiosis.spectral.regions;

/** Which places of a grid touch. */
public enum Connectivity {
    /** Those that share an edge. */
    EDGES,
    /** Those that share an edge or a corner. */
    CORNERS;

    /** Row steps to the neighbours; {@link #columns} has the matching column steps. */
    int[] rows() {
        return this == EDGES ? new int[] {-1, 0, 0, 1} : new int[] {-1, -1, -1, 0, 0, 1, 1, 1};
    }

    int[] columns() {
        return this == EDGES ? new int[] {0, -1, 1, 0} : new int[] {-1, 0, 1, -1, 1, -1, 0, 1};
    }
}
