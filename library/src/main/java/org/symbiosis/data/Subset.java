package org.symbiosis.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Some images of a source, in an order of their own. */
public final class Subset implements ImageSource {
    private final ImageSource source;
    private final int[] indices;

    /** The images at these indices. */
    public Subset(ImageSource source, int... indices) {
        this.source = source;
        this.indices = indices.clone();
    }

    /**
     * A fixed choice with as many images of each class as possible, in the source's order.
     *
     * @param count images in all; all of them when there are fewer
     * @param seed decides which
     */
    public static ImageSource balanced(ImageSource source, int count, long seed) {
        if (count >= source.size()) {
            return source;
        }
        List<List<Integer>> byClass = new ArrayList<>();
        for (int c = 0; c < Math.max(1, source.classes().size()); c++) {
            byClass.add(new ArrayList<>());
        }
        for (int i : SplitMix.of(seed, source.size()).permutation(source.size())) {
            byClass.get(Math.max(0, source.label(i))).add(i);
        }
        int[] chosen = new int[count];
        int n = 0;
        for (int round = 0; n < count; round++) {
            for (List<Integer> members : byClass) {
                if (round < members.size() && n < count) {
                    chosen[n++] = members.get(round);
                }
            }
        }
        Arrays.sort(chosen);
        return new Subset(source, chosen);
    }

    @Override
    public String name() {
        return source.name() + " (" + indices.length + " of " + source.size() + ")";
    }

    @Override
    public int size() {
        return indices.length;
    }

    @Override
    public String path(int i) {
        return source.path(indices[i]);
    }

    @Override
    public int label(int i) {
        return source.label(indices[i]);
    }

    @Override
    public List<String> classes() {
        return source.classes();
    }

    @Override
    public Picture read(int i) throws IOException {
        return source.read(indices[i]);
    }

    @Override
    public void close() {
        source.close();
    }
}
