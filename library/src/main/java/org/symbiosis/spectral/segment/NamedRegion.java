package org.symbiosis.spectral.segment;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.symbiosis.data.annotated.Labels;

/**
 * A region and the name that fits it best.
 *
 * @param region its number
 * @param index of the name in the list that was searched, or {@link #BACKGROUND}
 * @param name itself, or {@code background}
 * @param score of the best name, also where it was too low
 */
public record NamedRegion(int region, int index, String name, double score) {
    /** The index of regions that no name fits well enough. */
    public static final int BACKGROUND = -1;

    /** A region whose best name fits well enough, or not. */
    static NamedRegion of(int region, int best, TextClasses classes, double score, boolean fits) {
        return fits
                ? new NamedRegion(region, best, classes.names().get(best), score)
                : new NamedRegion(region, BACKGROUND, "background", score);
    }

    /** A map of name indices instead of regions; pixels of the background and of none are void. */
    public static Labels classes(Labels regions, List<NamedRegion> named) {
        Map<Integer, Integer> index =
                named.stream().collect(Collectors.toMap(NamedRegion::region, NamedRegion::index));
        return regions.map(r -> index.getOrDefault(r, BACKGROUND));
    }
}
