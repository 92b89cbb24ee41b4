package org.symbiosis.spectral.crf;

import java.util.Optional;
import org.symbiosis.UserError;
import org.symbiosis.data.Picture;
import org.symbiosis.spectral.regions.Mask;

/**
 * What MaskCut does with each mask: the random field moves it to the edges of the image, holes are
 * filled, and a mask that has become another one is given up.
 *
 * @param crf the random field
 * @param least IoU of the mask before and after, in [0, 1]
 */
public record MaskRefinement(DenseCrf crf, double least) {
    /** The field of MaskCut, IoU of at least 0.5. */
    public static final MaskRefinement DEFAULT = new MaskRefinement(DenseCrf.MASKS, 0.5);

    /** Checks the range. */
    public MaskRefinement {
        if (!(least >= 0 && least <= 1)) {
            throw UserError.usage("an IoU of at least " + least, "choose a value in [0, 1]");
        }
    }

    /**
     * Refines a mask.
     *
     * @param image of the size of the result
     * @param coarse mask, possibly coarser than the image
     * @return the mask in pixels, or nothing where it has changed too much
     */
    public Optional<Mask> refine(Picture image, Mask coarse) {
        Mask before = coarse.resized(image.height(), image.width());
        Mask after = crf.refine(image, before).filled();
        return before.iou(after) < least ? Optional.empty() : Optional.of(after);
    }
}
