package org.symbiosis.train;

import java.util.ArrayDeque;

/** Images a second over the last steps. */
final class Speed {
    private static final int WINDOW = 20;

    private final int imagesPerStep;
    private final ArrayDeque<Long> times = new ArrayDeque<>();

    Speed(int imagesPerStep) {
        this.imagesPerStep = imagesPerStep;
        times.add(System.nanoTime());
    }

    /** A step is done; the speed over the window, in images a second. */
    double tick() {
        times.addLast(System.nanoTime());
        if (times.size() > WINDOW + 1) {
            times.removeFirst();
        }
        double seconds = (times.getLast() - times.getFirst()) / 1e9;
        return (times.size() - 1) * imagesPerStep / seconds;
    }
}
