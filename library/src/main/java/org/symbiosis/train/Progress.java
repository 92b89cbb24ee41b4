package org.symbiosis.train;

/** Hears how long work goes: a progress bar, a log, or nobody. */
public interface Progress {
    /** Hears nothing. */
    Progress SILENT = new Progress() {};

    /**
     * Work begins.
     *
     * @param what in a few words
     * @param done steps already done, when work is taken up again
     * @param total steps in all
     */
    default void begin(String what, long done, long total) {}

    /**
     * A step is done.
     *
     * @param done steps so far
     * @param note a short figure to show, such as the loss
     * @param imagesPerSecond speed of late, or 0 when unknown
     */
    default void step(long done, String note, double imagesPerSecond) {}

    /** Something worth a line. */
    default void message(String line) {}

    /** Work ends. */
    default void end() {}
}
