package org.symbiosis.app.reproduce;

/**
 * A row of chapter 3's tables.
 *
 * @param name of the row
 * @param contender gives the features; the seed is set for each repetition
 */
record StructuralRow(String name, Contender contender) {
    /** The folder of one repetition. */
    String folder(long seed) {
        return name.replaceAll("[^A-Za-z0-9.]+", "-") + "-seed-" + seed;
    }
}
