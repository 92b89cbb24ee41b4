package org.symbiosis.adversarial;

import static org.bytedeco.pytorch.global.torch.randn;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Layer;
import org.symbiosis.tensor.Plain;

/**
 * The last embeddings of real images and their keys, in a ring. It begins with random directions.
 */
public final class MemoryBank extends Layer {
    private final Tensor values; // (size, p)
    private final Tensor keys; // (size, F)
    private final Tensor pointer; // (1)

    /**
     * A bank of {@code size} places.
     *
     * @param embedding values of an embedding, p
     * @param features values of a key, F
     */
    public MemoryBank(int size, int embedding, int features) {
        values = buffer("queue", Unit.rows(randn(size, embedding)));
        keys = buffer("bg_queue", Unit.rows(randn(size, features)));
        pointer = buffer("queue_ptr", Plain.tensor(new long[] {0}, 1));
    }

    /** Embeddings of length 1, {@code (size, p)}. */
    public Tensor values() {
        return values;
    }

    /** Keys of length 1, {@code (size, F)}. */
    public Tensor keys() {
        return keys;
    }

    /** Places in it. */
    public long size() {
        return values.size(0);
    }

    /** The place that is written next, in [0, size). */
    public long pointer() {
        return Plain.longs(pointer)[0];
    }

    /**
     * Writes a batch over the oldest entries, around the end if need be.
     *
     * @param z embeddings {@code (B, p)}, at most as many as the bank has places
     * @param k their keys {@code (B, F)}
     * @throws IllegalArgumentException when the batch is larger than the bank
     */
    public void enqueue(Tensor z, Tensor k) {
        long rows = z.size(0);
        if (rows > size()) {
            throw new IllegalArgumentException(
                    "a batch of " + rows + " does not fit into a bank of " + size());
        }
        long at = pointer();
        long first = Math.min(rows, size() - at);
        try (NoGradGuard g = new NoGradGuard()) {
            write(z, k, 0, at, first);
            write(z, k, first, 0, rows - first);
            pointer.copy_(Plain.tensor(new long[] {(at + rows) % size()}, 1));
        }
    }

    private void write(Tensor z, Tensor k, long from, long at, long rows) {
        if (rows > 0) {
            values.narrow(0, at, rows).copy_(z.detach().narrow(0, from, rows));
            keys.narrow(0, at, rows).copy_(k.detach().narrow(0, from, rows));
        }
    }
}
