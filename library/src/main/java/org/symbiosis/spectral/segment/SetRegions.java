package org.symbiosis.spectral.segment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.symbiosis.data.annotated.Labels;
import org.symbiosis.eval.KMeans;
import org.symbiosis.nn.Grid;
import org.symbiosis.spectral.SetFeatures;
import org.symbiosis.spectral.regions.LabelMap;
import org.symbiosis.spectral.regions.Regions;

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
        int[] labels = KMeans.plane(k, seed).fit(points(set, d), d).labels();
        return new SetRegions(k, parts(labels, set));
    }

    /**
     * All channels, and as many regions as the count says.
     *
     * @param seed of the starts of k-means
     */
    public static SetRegions of(SetFeatures set, RegionCount count, long seed) {
        Grid one = set.grid();
        Grid all = new Grid(Math.multiplyExact(set.images(), one.rows()), one.columns());
        Regions found = count.cut(points(set, set.channels()), all, seed);
        return new SetRegions(found.k(), parts(found.map().labels(), set));
    }

    private static float[] points(SetFeatures set, int d) { // (B N, d)
        int length = set.grid().size() * d;
        float[] points = new float[Math.multiplyExact(set.images(), length)];
        for (int i = 0; i < set.images(); i++) {
            System.arraycopy(set.first(i, d), 0, points, i * length, length);
        }
        return points;
    }

    private static List<LabelMap> parts(int[] labels, SetFeatures set) {
        int places = set.grid().size();
        List<LabelMap> maps = new ArrayList<>();
        for (int from = 0; from < labels.length; from += places) {
            maps.add(new LabelMap(set.grid(), Arrays.copyOfRange(labels, from, from + places)));
        }
        return maps;
    }

    /** The regions of a whole picture, of which the square in the middle was seen; void beyond. */
    public Labels whole(int i, int width, int height) {
        int side = Math.min(width, height);
        Labels square = labels(i, side, side);
        int left = (int) Math.rint((width - side) / 2.0);
        int top = (int) Math.rint((height - side) / 2.0);
        int[] ids = new int[Math.multiplyExact(width, height)];
        Arrays.fill(ids, Labels.VOID);
        for (int y = 0; y < side; y++) {
            System.arraycopy(square.ids(), y * side, ids, (top + y) * width + left, side);
        }
        return new Labels(width, height, ids);
    }

    /** The regions of image {@code i} at this size, each pixel the nearest place. */
    public Labels labels(int i, int width, int height) {
        return new Labels(width, height, maps.get(i).resized(height, width).labels());
    }
}
