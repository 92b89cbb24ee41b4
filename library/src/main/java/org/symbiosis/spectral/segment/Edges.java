package org.symbiosis.spectral.segment;

import org.symbiosis.data.Picture;
import org.symbiosis.data.annotated.Labels;
import org.symbiosis.spectral.crf.DenseCrf;
import org.symbiosis.spectral.regions.LabelMap;

/** How regions of a model's places become regions of pixels. */
public enum Edges {
    /** A pixel belongs where its place does: blocks of the size of a patch. */
    OF_PLACES {
        @Override
        LabelMap enlarge(LabelMap places, Picture photo) {
            return places.resized(photo.height(), photo.width());
        }
    },
    /** Borders move to the photograph's own edges by a dense random field: seconds a photograph. */
    OF_COLOURS {
        @Override
        LabelMap enlarge(LabelMap places, Picture photo) {
            LabelMap numbered = places.renumbered();
            return DenseCrf.SEGMENTATION.refine(photo, numbered, numbered.distinct().length);
        }
    };

    abstract LabelMap enlarge(LabelMap places, Picture photo);

    /** The regions of the photograph's pixels. */
    Labels settle(LabelMap places, Picture photo) {
        LabelMap pixels = enlarge(places, photo).renumbered();
        return new Labels(photo.width(), photo.height(), pixels.labels());
    }
}
