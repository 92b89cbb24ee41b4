package org.symbiosis.app.generation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.symbiosis.app.generate.Generator;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.Picture;
import org.symbiosis.data.Planes;

/**
 * Pictures of a generator as a set of images: drawn when they are asked for, rounded to 8 bits as
 * if they had been saved. Classes take turns where it knows some.
 */
public final class GeneratedImages implements ImageSource {
    private static final int AT_ONCE = 32;
    private static final int KEPT = 16;

    private final Generator generator;
    private final String name;
    private final int size;
    private final Map<Integer, List<Planes>> ready = new HashMap<>();

    /**
     * The first pictures of a generator.
     *
     * @param generator is closed with this source
     * @param name in words
     * @param size how many
     */
    public GeneratedImages(Generator generator, String name, int size) {
        if (size < 1) {
            throw new IllegalArgumentException(size + " pictures");
        }
        this.generator = generator;
        this.name = name;
        this.size = size;
    }

    /** How they are drawn: names and values in order. */
    public Map<String, Object> words() {
        return generator.words();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public String path(int i) {
        return "picture-" + i;
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
        return rounded(part(i / AT_ONCE).get(i % AT_ONCE));
    }

    /** One part is drawn at a time; the last few are kept for readers that lag behind. */
    private synchronized List<Planes> part(int part) {
        List<Planes> pictures = ready.get(part);
        if (pictures == null) {
            int first = part * AT_ONCE;
            int[] labels = new int[Math.min(AT_ONCE, size - first)];
            if (generator.classes() > 0) {
                Arrays.setAll(labels, k -> (first + k) % generator.classes());
            }
            pictures = generator.images(first, labels);
            ready.keySet().removeIf(p -> p < part - KEPT);
            ready.put(part, pictures);
        }
        return pictures;
    }

    private static Picture rounded(Planes planes) {
        int plane = planes.width() * planes.height();
        byte[] samples = new byte[3 * plane];
        for (int i = 0; i < plane; i++) {
            for (int c = 0; c < 3; c++) {
                float v = planes.values()[c * plane + i];
                samples[3 * i + c] = (byte) Math.round(255 * Math.max(0, Math.min(1, v)));
            }
        }
        return new Picture(planes.width(), planes.height(), 3, samples);
    }

    @Override
    public void close() {
        generator.close();
    }
}
