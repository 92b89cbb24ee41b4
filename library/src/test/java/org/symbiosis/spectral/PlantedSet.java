package org.symbiosis.spectral;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.data.SplitMix;
import org.symbiosis.nn.Grid;
import org.symbiosis.tensor.Plain;

/** Images whose places belong to classes that are the same in all of them. */
record PlantedSet(int images, int side, int[][] labels) implements SetAttention {
    static final int CLASSES = 4;
    private static final int D = 10;

    static PlantedSet of(int images, int side) {
        int[][] labels = new int[images][side * side];
        for (int b = 0; b < images; b++) {
            SplitMix random = SplitMix.of(b, 5);
            int[] classes = random.permutation(CLASSES);
            int across = 2 * (1 + random.below(side / 2 - 1));
            int down = 2 * (1 + random.below(side / 2 - 1));
            for (int i = 0; i < side * side; i++) {
                int quarter = (i / side < down ? 0 : 2) + (i % side < across ? 0 : 1);
                labels[b][i] = classes[quarter];
            }
        }
        return new PlantedSet(images, side, labels);
    }

    /** Two layers, on the full grid and on one of half the side. */
    @Override
    public List<AttentionLayer> layers(int[] numbers, SplitMix random) {
        return List.of(layer(numbers, side), layer(numbers, side / 2));
    }

    private AttentionLayer layer(int[] numbers, int r) {
        float[] q = new float[numbers.length * r * r * D];
        for (int b = 0; b < numbers.length; b++) {
            SplitMix noise = SplitMix.of(numbers[b], r);
            for (int i = 0; i < r * r; i++) {
                int at = (b * r * r + i) * D;
                for (int c = 0; c < D; c++) {
                    q[at + c] = (float) (0.15 * noise.gaussian());
                }
                int f = side / r;
                q[at + labels[numbers[b]][i / r * f * side + i % r * f]] += 1;
            }
        }
        Tensor x = Plain.tensor(q, numbers.length, 1, (long) r * r, D);
        return new AttentionLayer("side " + r, new Grid(r, r), x, x, x);
    }

    /** All labels, image after image. */
    int[] all() {
        return Arrays.stream(labels).flatMapToInt(IntStream::of).toArray();
    }
}
