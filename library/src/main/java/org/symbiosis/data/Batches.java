package org.symbiosis.data;

/** An endless stream of batches that can be taken up again where it was left. */
public interface Batches extends AutoCloseable {
    /**
     * How far a stream has come.
     *
     * @param epoch passes completed, from 0
     * @param consumed entries of the current epoch's order already used, corrupt ones included
     */
    record Position(long epoch, int consumed) {
        /** The beginning. */
        public static final Position START = new Position(0, 0);
    }

    /** The next batch; waits for it if need be. Passes over into the next epoch by itself. */
    Batch next();

    /** Where the stream stands after the last batch handed out. */
    Position position();

    /** Full batches in one epoch, at least 1. */
    int perEpoch();

    /**
     * A mark of the entries that the stream is of, by their number, paths and classes: a training
     * that goes on must go on with the same. Empty where there are no paths.
     */
    default String mark() {
        return "";
    }

    /** Images met so far that could not be read and were left out. */
    default int unreadable() {
        return 0;
    }

    @Override
    void close();
}
