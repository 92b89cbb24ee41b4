package org.symbiosis.nn;

import java.util.function.LongSupplier;

/**
 * Multiply-accumulates of a forward pass, counted by the layers themselves as it runs.
 *
 * <p>Counted are linear maps and convolutions, one for each weight and place, both products of
 * attention, and five for each value that a layer norm takes; activations, softmax, sums and biases
 * are not (the convention of Table D.1).
 */
public final class Cost {
    private static final ThreadLocal<Cost> COUNTING = new ThreadLocal<>();
    static final int PER_NORMALISED_VALUE = 5;

    private long sum;

    private Cost() {}

    /** Multiply-accumulates of a pass that runs on this thread. */
    public static long of(Runnable pass) {
        Cost before = COUNTING.get();
        Cost mine = new Cost();
        COUNTING.set(mine);
        try {
            pass.run();
            return mine.sum;
        } finally {
            COUNTING.set(before);
        }
    }

    /** Adds what a layer does; asked for only while somebody counts. */
    static void add(LongSupplier cost) {
        Cost counting = COUNTING.get();
        if (counting != null) {
            counting.sum += cost.getAsLong();
        }
    }
}
