package org.symbiosis.app.reproduce;

/** A reproduction that learns from labelled images and is judged on others of their classes. */
interface Judging extends Reproduction {
    /**
     * Trains, measures, prints the result and writes a report.
     *
     * @param a the assignment
     * @param images opened for it; closed afterwards
     */
    void run(Assignment a, Judged images);

    @Override
    default void run(Assignment a) {
        try (Judged images = Judged.open(a)) {
            run(a, images);
        }
    }
}
