package org.symbiosis.app.bench;

/** Someone who runs training steps and is timed. */
public interface Contestant extends AutoCloseable {
    /** Who it is and on how many threads, in a few words. */
    String name();

    /** Runs some steps, each from where the last one left the weights. */
    Round run(int steps);

    @Override
    void close();
}
