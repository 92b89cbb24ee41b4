package org.symbiosis.diffusion;

import java.util.Arrays;

/** How the "fast" solvers spend their calls: steps of order 3, and a smaller rest at the end. */
final class SolverOrders {
    private SolverOrders() {}

    /** Orders that add up to {@code calls}, first to last. */
    static int[] fast(int calls) {
        int steps = calls / 3 + 1;
        int[] orders = new int[steps];
        Arrays.fill(orders, 3);
        if (calls % 3 == 0) {
            orders[steps - 2] = 2;
            orders[steps - 1] = 1;
        } else {
            orders[steps - 1] = calls % 3;
        }
        return orders;
    }

    static void atLeastOneCall(int calls) {
        if (calls < 1) {
            throw new IllegalArgumentException("calls must be at least 1, not " + calls);
        }
    }

    static void oneToThree(int order) {
        if (order < 1 || order > 3) {
            throw new IllegalArgumentException("order must be 1, 2 or 3, not " + order);
        }
    }
}
