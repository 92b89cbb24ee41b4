package org.symbiosis.app.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.Picture;
import org.symbiosis.data.SplitMix;
import org.symbiosis.data.annotated.AnnotatedImages;
import org.symbiosis.data.annotated.Category;
import org.symbiosis.data.annotated.Labels;
import org.symbiosis.nn.Grid;
import org.symbiosis.spectral.AttentionLayer;
import org.symbiosis.spectral.SetAttention;
import org.symbiosis.tensor.Plain;

/**
 * A set of images with classes planted in it: the quarters of an image belong to four of six
 * classes, and in each of three layers a place's values mix its class, the place itself and noise
 * with strengths of the layer's own.
 *
 * @param count images of the set
 * @param side places from edge to edge
 * @param seed draws classes and noise
 */
public record PlantedSet(int count, int side, long seed) implements AnnotatedImages, SetAttention {
    private static final int CLASSES = 6;
    private static final int WIDTH = 32;
    private static final int PLACE = CLASSES; // row and column
    private static final int NOISE = CLASSES + 2;
    private static final double[] CLASS = {1.0, 0.8, 0.6}; // strengths, layer by layer
    private static final double[] PLACES = {0.3, 0.5, 0.4};
    private static final double[] DISTURBANCE = {0.15, 0.2, 0.15};

    @Override
    public List<AttentionLayer> layers(int[] numbers, SplitMix random) {
        List<AttentionLayer> layers = new ArrayList<>();
        for (int l = 0; l < CLASS.length; l++) {
            float[] values = new float[numbers.length * side * side * WIDTH];
            for (int b = 0; b < numbers.length; b++) {
                fill(values, b * side * side * WIDTH, numbers[b], l);
            }
            Tensor V = Plain.tensor(values, numbers.length, 1, (long) side * side, WIDTH);
            layers.add(new AttentionLayer("layer " + l, new Grid(side, side), V, V, V));
        }
        return layers;
    }

    private void fill(float[] values, int from, int image, int layer) {
        int[] ids = labels(image).ids();
        SplitMix noise = SplitMix.of(seed, image, layer + 1L);
        for (int p = 0; p < ids.length; p++) {
            int at = from + p * WIDTH;
            values[at + ids[p]] = (float) CLASS[layer];
            values[at + PLACE] = (float) (PLACES[layer] * (p / side + 0.5) / side);
            values[at + PLACE + 1] = (float) (PLACES[layer] * (p % side + 0.5) / side);
            for (int c = NOISE; c < WIDTH; c++) {
                values[at + c] = (float) (DISTURBANCE[layer] * noise.gaussian());
            }
        }
    }

    @Override
    public Labels labels(int i) {
        SplitMix random = SplitMix.of(seed, i);
        int[] classes = random.permutation(CLASSES);
        int across = 1 + random.below(side - 1);
        int down = 1 + random.below(side - 1);
        int[] ids =
                IntStream.range(0, side * side)
                        .map(p -> classes[(p / side < down ? 0 : 2) + (p % side < across ? 0 : 1)])
                        .toArray();
        return new Labels(side, side, ids);
    }

    @Override
    public List<Category> categories() {
        return IntStream.range(0, CLASSES)
                .mapToObj(c -> new Category(c, "class " + c, "", Category.Kind.STUFF))
                .toList();
    }

    @Override
    public ImageSource images() {
        return new Unseen();
    }

    /** There is nothing to see: values are drawn, not read from pictures. */
    private final class Unseen implements ImageSource {
        @Override
        public String name() {
            return "planted classes";
        }

        @Override
        public int size() {
            return count;
        }

        @Override
        public String path(int i) {
            return "planted/" + i;
        }

        @Override
        public int label(int i) {
            return -1;
        }

        @Override
        public List<String> classes() {
            return List.of();
        }

        @Override
        public Picture read(int i) {
            return new Picture(side, side, 1, new byte[side * side]);
        }
    }
}
