package org.symbiosis.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/**
 * Tasks on plain arrays, shared among threads. Each task must write to places of its own; then the
 * result does not depend on who did what, or when.
 */
public final class Parallel {
    private Parallel() {}

    /** Threads for work of this kind: two, or one where there is one core. */
    public static int threads() {
        return Math.min(2, Runtime.getRuntime().availableProcessors());
    }

    /**
     * Runs tasks 0 .. {@code tasks} - 1 and waits for all of them.
     *
     * @param threads that share the work, the caller's included; at least 1
     * @throws RuntimeException the first that a task threw; tasks not yet begun are left undone
     */
    public static void each(int threads, int tasks, IntConsumer task) {
        AtomicInteger next = new AtomicInteger();
        AtomicReference<Throwable> trouble = new AtomicReference<>();
        Runnable work = () -> work(next, tasks, task, trouble);
        List<Thread> others = new ArrayList<>();
        for (int t = 1; t < Math.min(threads, tasks); t++) {
            Thread thread = new Thread(work, "symbiosis-arrays-" + t);
            thread.setDaemon(true);
            thread.start();
            others.add(thread);
        }
        work.run();
        others.forEach(Parallel::await);
        if (trouble.get() instanceof Error e) {
            throw e;
        }
        if (trouble.get() instanceof RuntimeException e) {
            throw e;
        }
    }

    private static void work(
            AtomicInteger next, int tasks, IntConsumer task, AtomicReference<Throwable> trouble) {
        try {
            int t = next.getAndIncrement();
            while (t < tasks && trouble.get() == null) {
                task.accept(t);
                t = next.getAndIncrement();
            }
        } catch (RuntimeException | Error e) {
            trouble.compareAndSet(null, e);
        }
    }

    /** Waits to the end even when interrupted: the arrays are still being written to. */
    private static void await(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
