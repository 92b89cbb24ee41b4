package org.symbiosis;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A fixed number of threads that share work, and end with the program at the latest.
 *
 * <p>What a task throws, errors included, is thrown again to whoever asks for its result, as it is.
 */
public final class Team implements AutoCloseable {
    private final String name;
    private final int size;
    private final ExecutorService threads;

    /**
     * A team; its threads start when there is work for them.
     *
     * @param name of its threads, for those who look at them
     * @param size at least 1
     */
    public Team(String name, int size) {
        this.name = "symbiosis-" + name;
        this.size = size;
        threads = Executors.newFixedThreadPool(size, this::member);
    }

    private Thread member(Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Number of threads. */
    public int size() {
        return size;
    }

    /** Begins a task as soon as a thread is free. */
    public <T> Future<T> begin(Callable<T> task) {
        return threads.submit(task);
    }

    /**
     * Waits for a task.
     *
     * @throws RuntimeException what the task threw; a checked exception is the cause of an {@code
     *     IllegalStateException}
     */
    public static <T> T result(Future<T> task) {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a thread", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException r) {
                throw r;
            }
            if (e.getCause() instanceof Error r) {
                throw r;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /**
     * Waits for all tasks to end, whatever becomes of any of them.
     *
     * @return their results, in order
     * @throws RuntimeException what the first that failed threw
     */
    public static <T> List<T> results(List<Future<T>> tasks) {
        List<T> results = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            try {
                results.add(result(tasks.get(i)));
            } catch (RuntimeException | Error e) {
                tasks.subList(i + 1, tasks.size()).forEach(Team::ended);
                throw e;
            }
        }
        return results;
    }

    private static void ended(Future<?> task) {
        try {
            result(task);
        } catch (RuntimeException | Error e) {
            // An earlier one failed already and will be told.
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
