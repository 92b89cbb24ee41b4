package org.symbiosis.pretrained;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Closes a stream from which nothing came for a while: a dead peer would block its reader. */
final class Stall implements AutoCloseable {
    private final InputStream stream;
    private final long patience;
    private final Thread watch = new Thread(this::watch, "symbiosis-download-watch");
    private volatile long last = System.nanoTime();

    Stall(InputStream stream, Duration patience) {
        this.stream = stream;
        this.patience = patience.toNanos();
        watch.setDaemon(true);
        watch.start();
    }

    /** Something came. */
    void alive() {
        last = System.nanoTime();
    }

    private void watch() {
        try {
            while (System.nanoTime() - last < patience) {
                Thread.sleep(Math.max(1, patience / 4_000_000));
            }
            stream.close();
        } catch (InterruptedException | IOException e) {
            // The download ended, or its stream is closed already.
        }
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
