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
        Runtime.getRuntime().addShutdownHook(hook);
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
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
