package org.symbiosis.adversarial;

import org.symbiosis.data.Batch;
import org.symbiosis.data.Batches;
import org.symbiosis.data.SplitMix;

/**
 * Points of a double spiral (section 3.5.1): {@code t (cos, sin)(3 pi t + pi a)} of arm a with
 * {@code t = sqrt(U(0.05, 1))}, one and a half turns each, blurred by 0.02.
 *
 * @param xy coordinates, {@code (n, 2)} row-major
 * @param arms 0 or 1 for each point
 */
@SuppressWarnings("ArrayRecordComponent")
public record Spiral(float[] xy, int[] arms) {
    /** Deviation of the blur. */
    public static final double BLUR = 0.02;

    /** Random points of both arms. */
    public static Spiral draw(int count, long seed) {
        SplitMix random = SplitMix.of(seed, count);
        float[] xy = new float[2 * count];
        int[] arms = new int[count];
        for (int i = 0; i < count; i++) {
            arms[i] = random.below(2);
            double t = Math.sqrt(random.u(0.05, 1));
            double angle = 3 * Math.PI * t + Math.PI * arms[i];
            xy[2 * i] = (float) (t * Math.cos(angle) + BLUR * random.gaussian());
            xy[2 * i + 1] = (float) (t * Math.sin(angle) + BLUR * random.gaussian());
        }
        return new Spiral(xy, arms);
    }

    /** Number of points. */
    public int count() {
        return arms.length;
    }

    /** Points of the curve itself, without blur: {@code (n, 2)}, half of them on each arm. */
    public static float[] curve(int count) {
        float[] xy = new float[2 * count];
        for (int i = 0; i < count; i++) {
            double t = Math.sqrt(0.05 + 0.95 * (i / 2) / Math.max(1, (count - 1) / 2));
            double angle = 3 * Math.PI * t + Math.PI * (i % 2);
            xy[2 * i] = (float) (t * Math.cos(angle));
            xy[2 * i + 1] = (float) (t * Math.sin(angle));
        }
        return xy;
    }

    /** Shuffled batches without end, as a training wants them. */
    public Batches batches(int size, long seed, Batches.Position from) {
        return new Stream(size, seed, from);
    }

    private final class Stream implements Batches {
        private final int size;
        private final long seed;
        private Position position;
        private int[] order;

        Stream(int size, long seed, Position from) {
            this.size = Math.min(size, count());
            this.seed = seed;
            this.position = from;
            this.order = orderOf(from.epoch());
        }

        private int[] orderOf(long epoch) {
            return SplitMix.of(seed, epoch).permutation(count());
        }

        @Override
        public Batch next() {
            if (position.consumed() + size > count()) {
                position = new Position(position.epoch() + 1, 0);
                order = orderOf(position.epoch());
            }
            float[] values = new float[2 * size];
            int[] labels = new int[size];
            int[] indices = new int[size];
            for (int i = 0; i < size; i++) {
                indices[i] = order[position.consumed() + i];
                labels[i] = arms[indices[i]];
                values[2 * i] = xy[2 * indices[i]];
                values[2 * i + 1] = xy[2 * indices[i] + 1];
            }
            position = new Position(position.epoch(), position.consumed() + size);
            return new Batch(values, size, 1, 1, labels, indices);
        }

        @Override
        public Position position() {
            return position;
        }

        @Override
        public int perEpoch() {
            return count() / size;
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
