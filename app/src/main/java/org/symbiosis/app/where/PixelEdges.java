package org.symbiosis.app.where;

import org.symbiosis.data.Picture;
import org.symbiosis.data.Pixels;
import org.symbiosis.data.annotated.Labels;
import org.symbiosis.eval.segments.Confusion;
import org.symbiosis.report.Bitmaps;
import org.symbiosis.spectral.SetTap;
import org.symbiosis.spectral.crf.DenseCrf;
import org.symbiosis.spectral.segment.SetRegions;

/** How a set's clusters of places become clusters of pixels before they are compared. */
public enum PixelEdges {
    /** Each pixel takes its place's cluster. */
    PLACES {
        @Override
        Labels pixels(SetRegions regions, int i, NamedSet set) {
            return regions.labels(i, set.side(), set.side());
        }
    },
    /**
     * Borders move to the picture's own edges by a dense random field over all clusters (the rows
     * "+CRF" of Table 4.2): seconds a picture.
     */
    COLOURS {
        @Override
        Labels pixels(SetRegions regions, int i, NamedSet set) {
            Picture square = Pixels.of(Bitmaps.of(SetTap.square(set.picture(i), set.side())));
            int[] ids =
                    DenseCrf.SEGMENTATION
                            .refine(square, regions.maps().get(i), regions.k())
                            .labels();
            return new Labels(set.side(), set.side(), ids);
        }
    };

    /** Clusters of the pixels of the square in the middle of image {@code i}. */
    abstract Labels pixels(SetRegions regions, int i, NamedSet set);

    /** Clusters against classes over all images. */
    Confusion confusion(SetRegions regions, NamedSet set) {
        Confusion shared = new Confusion(regions.k(), set.classes());
        for (int i = 0; i < set.images(); i++) {
            shared.add(pixels(regions, i, set), set.labels(i));
        }
        return shared;
    }
}
