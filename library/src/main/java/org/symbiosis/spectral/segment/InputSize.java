package org.symbiosis.spectral.segment;

import org.symbiosis.UserError;
import org.symbiosis.nn.Grid;

/**
 * How large a photograph is shown to a model.
 *
 * @param shortSide pixels of the shorter side, a multiple of the patch; the longer one goes to the
 *     nearest multiple
 * @param patch side of the model's patches in pixels
 */
public record InputSize(int shortSide, int patch) {
    private static final int USUAL = 448;
    private static final int FINE_PATCH = 8;
    private static final int FEW_PATCHES = 28;

    /** More places would make graphs beyond reason. */
    static final int MOST_TOKENS = 1 << 14;

    /** Checks the multiple. */
    public InputSize {
        if (shortSide < patch || shortSide % patch != 0) {
            int near = Math.max(patch, Math.round((float) shortSide / patch) * patch);
            throw UserError.usage(
                    "a side of " + shortSide + " pixels is no multiple of the patch of " + patch,
                    "take " + near);
        }
    }

    /** 448 pixels as in the dissertation; 28 patches for models of small pictures. */
    public static InputSize usual(int patch) {
        int side = patch < FINE_PATCH ? FEW_PATCHES * patch : USUAL;
        return new InputSize(side - side % patch, patch);
    }

    /**
     * The patches of a photograph at this size.
     *
     * @throws UserError when it is too long and narrow
     */
    public Grid grid(int width, int height) {
        int few = shortSide / patch;
        double ratio = (double) Math.max(width, height) / Math.min(width, height);
        long many = Math.max(few, Math.round(few * ratio));
        if (few * many > MOST_TOKENS) {
            throw UserError.usage(
                    "%d x %d pixels would be %d x %d patches, more than %d in all"
                            .formatted(width, height, few, many, MOST_TOKENS),
                    "crop the image, or choose a smaller --size");
        }
        return width < height ? new Grid((int) many, few) : new Grid(few, (int) many);
    }
}
