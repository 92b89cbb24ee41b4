package org.symbiosis.data;

/**
 * How batches are made.
 *
 * @param batch images in a batch
 * @param threads that decode
 * @param seed decides order and augmentation
 * @param order of the images
 * @param onCorrupt what happens to images that cannot be read
 */
public record LoaderConfig(int batch, int threads, long seed, Order order, OnCorrupt onCorrupt) {
    /** Order of the images in an epoch. */
    public enum Order {
        /** A new random order for each epoch; an incomplete last batch is left out. */
        SHUFFLED,
        /** As in the source, once; the last batch may be smaller. */
        ONCE
    }

    /** What happens to images that cannot be read. */
    public enum OnCorrupt {
        /** They are left out, named and counted. */
        SKIP,
        /** The first one ends the work. */
        FAIL
    }

    /** Checks the ranges. */
    public LoaderConfig {
        if (batch < 1 || threads < 1) {
            throw new IllegalArgumentException("batch and threads must be at least 1");
        }
    }

    /** Batches for training, decoded by as many threads as there are cores. */
    public static LoaderConfig training(int batch, long seed, OnCorrupt onCorrupt) {
        return new LoaderConfig(batch, cores(), seed, Order.SHUFFLED, onCorrupt);
    }

    /** Batches for evaluation: each image once, in order. */
    public static LoaderConfig evaluation(int batch) {
        return new LoaderConfig(batch, cores(), 0, Order.ONCE, OnCorrupt.SKIP);
    }

    /** The same with other decoding threads; the batches do not depend on their number. */
    public LoaderConfig withThreads(int other) {
        return new LoaderConfig(batch, other, seed, order, onCorrupt);
    }

    /** Decoding beside the training costs nothing while it is ahead, and helps when it is not. */
    private static int cores() {
        return Math.max(1, Runtime.getRuntime().availableProcessors());
    }

    /** The same from another seed. */
    public LoaderConfig withSeed(long other) {
        return new LoaderConfig(batch, threads, other, order, onCorrupt);
    }
}
