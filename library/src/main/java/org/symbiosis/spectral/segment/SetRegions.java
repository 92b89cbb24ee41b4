package org.symbiosis.spectral.segment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.symbiosis.data.annotated.Labels;
import org.symbiosis.eval.KMeans;
import org.symbiosis.nn.Grid;
import org.symbiosis.spectral.SetFeatures;
import org.symbiosis.spectral.regions.LabelMap;

/**
 * The images of a set in the same regions: a number means the same in all of them.
 *
 * @param k numbers in use, at most
 * @param maps of the images' places
 */
public record SetRegions(int k, List<LabelMap> maps) {
    /** Keeps its own list. */
    public SetRegions {
        maps = List.copyOf(maps);
    }

    /**
     * K-means over all places of all images.
     *
     * @param channels leading channels of the features that count, at most all
     * @param k clusters
     * @throws org.symbiosis.UserError when the set has fewer places than clusters
     */
    public static SetRegions of(SetFeatures set, int channels, int k, long seed) {
        int d = Math.min(channels, set.channels());
        List<float[]> images = new ArrayList<>();
        for (int i = 0; i < set.images(); i++) {
            images.add(set.first(i, d));
        }
        return of(images, set.grid(), d, k, seed);
    }

    /**
     * As {@link #of(SetFeatures, int, int, long)}, of any features.
     *
     * @param images features of each, {@code (N, d)} row-major
     */
    public static SetRegions of(List<float[]> images, Grid grid, int d, int k, long seed) {
        int length = grid.size() * d;
        float[] points = new float[Math.multiplyExact(images.size(), length)];
        for (int i = 0; i < images.size(); i++) {
            System.arraycopy(images.get(i), 0, points, i * length, length);
        }
        int[] labels = KMeans.plane(k, seed).fit(points, d).labels();
        List<LabelMap> maps = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            int from = i * grid.size();
            maps.add(new LabelMap(grid, Arrays.copyOfRange(labels, from, from + grid.size())));
        }
        return new SetRegions(k, maps);
    }

    /** The regions of image {@code i} at this size, each pixel the nearest place. */
    public Labels labels(int i, int width, int height) {
        return new Labels(width, height, maps.get(i).resized(height, width).labels());
    }
}
