package org.symbiosis.data.annotated;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** Numbers connected areas of equal labels, in the order in which reading finds them. */
public final class Flood {
    private final int width;
    private final int height;
    private final int[] labels;
    private final int[] numbers;
    private final int[] pending;
    private final int reach;
    private int count;

    /**
     * Floods a map.
     *
     * @param labels {@code (height, width)}, row-major; not copied
     */
    public Flood(int width, int height, int[] labels, Connectivity connectivity) {
        this.width = width;
        this.height = height;
        this.labels = labels;
        numbers = new int[labels.length];
        pending = new int[labels.length];
        reach = connectivity == Connectivity.EIGHT ? 2 : 1;
    }

    /**
     * Numbers from 0 for areas whose label is taken, -1 elsewhere; the array is this object's, and
     * the next call's.
     */
    public int[] numbers(IntPredicate taken) {
        Arrays.fill(numbers, -1);
        count = 0;
        for (int p = 0; p < labels.length; p++) {
            if (numbers[p] < 0 && taken.test(labels[p])) {
                fill(p, count++);
            }
        }
        return numbers;
    }

    /** Number of areas that the last call found. */
    public int count() {
        return count;
    }

    private void fill(int start, int number) {
        int waiting = 0;
        pending[waiting++] = start;
        numbers[start] = number;
        while (waiting > 0) {
            int at = pending[--waiting];
            for (int dy = -1; dy <= 1; dy++) {
                for (int dx = -1; dx <= 1; dx++) {
                    int next = neighbour(at, dx, dy);
                    if (next >= 0 && numbers[next] < 0 && labels[next] == labels[start]) {
                        numbers[next] = number;
                        pending[waiting++] = next;
                    }
                }
            }
        }
    }

    /** A place's neighbour, or -1 where there is none or it does not count as one. */
    private int neighbour(int at, int dx, int dy) {
        int x = at % width + dx;
        int y = at / width + dy;
        boolean inside = x >= 0 && x < width && y >= 0 && y < height;
        return inside && Math.abs(dx) + Math.abs(dy) <= reach ? y * width + x : -1;
    }
}
