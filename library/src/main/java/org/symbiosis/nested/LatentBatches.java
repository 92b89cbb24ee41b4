package org.symbiosis.nested;

import org.symbiosis.data.Batch;
import org.symbiosis.data.Batches;
import org.symbiosis.data.SplitMix;
import org.symbiosis.nested.latents.LatentStore;

/**
 * Rows of a store of latents in random order, another one in each epoch. Its batches carry no
 * pixels: {@link Batch#indices} are rows.
 */
final class LatentBatches implements Batches {
    private final LatentStore store;
    private final int batch;
    private final long seed;
    private Position position;
    private int[] order;

    LatentBatches(LatentStore store, int batch, long seed, Position start) {
        this.store = store;
        this.batch = Math.min(batch, store.size());
        this.seed = seed;
        this.position = start;
        this.order = order(start.epoch());
    }

    private int[] order(long epoch) {
        return SplitMix.of(seed, epoch, 0).permutation(store.size());
    }

    @Override
    public Batch next() {
        if (position.consumed() + batch > order.length) {
            position = new Position(position.epoch() + 1, 0);
            order = order(position.epoch());
        }
        int[] rows = new int[batch];
        int[] labels = new int[batch];
        for (int b = 0; b < batch; b++) {
            rows[b] = order[position.consumed() + b];
            labels[b] = store.label(rows[b]);
        }
        position = new Position(position.epoch(), position.consumed() + batch);
        return new Batch(new float[0], batch, 0, 0, labels, rows);
    }

    @Override
    public Position position() {
        return position;
    }

    @Override
    public int perEpoch() {
        return store.size() / batch;
    }

    @Override
    public String mark() {
        return "%d-%s-%s"
                .formatted(
                        store.size(),
                        store.manifest().sourceFingerprint(),
                        store.manifest().codec());
    }

    @Override
    public void close() {
        // the store belongs to the caller
    }
}
