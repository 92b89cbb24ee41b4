package org.symbiosis.spectral.segment;

import java.util.List;
import org.symbiosis.data.annotated.Labels;

/**
 * A photograph in regions.
 *
 * @param regions of its pixels, numbered from 0 as reading finds them
 * @param places the same on the model's grid, with what led there
 * @param names of the regions, by their numbers; none where nobody asked for them
 */
public record Segmentation(Labels regions, Grouping places, List<NamedRegion> names) {
    /** Keeps the list. */
    public Segmentation {
        names = List.copyOf(names);
    }

    /** Regions without names. */
    public Segmentation(Labels regions, Grouping places) {
        this(regions, places, List.of());
    }
}
