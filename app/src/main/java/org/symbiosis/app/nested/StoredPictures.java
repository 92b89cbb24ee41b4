package org.symbiosis.app.nested;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.symbiosis.app.generate.Generator;
import org.symbiosis.data.Planes;

/**
 * Training images as their latents decode, by the numbers of some of them: rows at even distances,
 * since a store has its classes one after the other.
 *
 * @param sheet decodes them
 * @param count of those that are shown, at most as many as there are
 */
record StoredPictures(NeighbourSheet sheet, int count) implements Generator {
    @Override
    public Map<String, Object> words() {
        return Map.of("kind", "training images", "images", count);
    }

    @Override
    public int classes() {
        return 0;
    }

    @Override
    public List<Planes> images(long first, int[] labels) {
        int[] rows = new int[labels.length];
        Arrays.setAll(rows, i -> row(first + i));
        return sheet.pictures(rows);
    }

    /** The row of a picture. */
    int row(long number) {
        return (int) (number * sheet.store().size() / count);
    }

    @Override
    public void close() {
        // Store and codec belong to the caller.
    }
}
