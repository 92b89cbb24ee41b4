package org.symbiosis.train;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C and SIGTERM: the running step ends, a checkpoint is saved, and only then the process. */
final class StopSignal implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 120;

    private final CountDownLatch saved = new CountDownLatch(1);
    private final Thread hook = new Thread(this::waitForCheckpoint, "symbiosis-stop");
    private volatile boolean requested;

    StopSignal() {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            requested = true; // the process is ending already
        }
    }

    private void waitForCheckpoint() {
        requested = true;
        try {
            saved.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the training should stop at the end of this step. */
    boolean isRequested() {
        return requested;
    }

    @Override
    public void close() {
        saved.countDown();
        if (!requested) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                requested = true; // the signal came just now; there is nothing left to wait for
            }
        }
    }
}
