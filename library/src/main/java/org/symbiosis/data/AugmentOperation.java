package org.symbiosis.data;

/**
 * The fifteen operations of RandAugment (Cubuk et al. 2020) in the variant whose severity grows
 * with the level throughout, with timm's ranges. Level 0 leaves the image nearly as it is, except
 * where there is no level: auto contrast, equalisation, inversion; and posterisation, which keeps
 * four bits at most.
 */
enum AugmentOperation {
    AUTO_CONTRAST((image, share, sign, border) -> Levels.autoContrast(image)),
    EQUALIZE((image, share, sign, border) -> Levels.equalize(image)),
    INVERT((image, share, sign, border) -> Levels.invert(image)),
    ROTATE(
            (image, share, sign, border) ->
                    Affine.rotate(sign * 30 * share, image.width(), image.height())
                            .apply(image, border)),
    POSTERIZE((image, share, sign, border) -> Levels.posterize(image, 4 - (int) (4 * share))),
    SOLARIZE((image, share, sign, border) -> Levels.solarize(image, 256 - (int) (256 * share))),
    SOLARIZE_ADD((image, share, sign, border) -> Levels.solarizeAdd(image, (int) (110 * share))),
    COLOUR((image, share, sign, border) -> Blends.colour(image, factor(share, sign))),
    CONTRAST((image, share, sign, border) -> Blends.contrast(image, factor(share, sign))),
    BRIGHTNESS((image, share, sign, border) -> Blends.brightness(image, factor(share, sign))),
    SHARPNESS((image, share, sign, border) -> Blends.sharpness(image, factor(share, sign))),
    SHEAR_X((image, share, sign, border) -> Affine.shearX(sign * 0.3 * share).apply(image, border)),
    SHEAR_Y((image, share, sign, border) -> Affine.shearY(sign * 0.3 * share).apply(image, border)),
    TRANSLATE_X(
            (image, share, sign, border) ->
                    Affine.translate(sign * 0.45 * share * image.width(), 0).apply(image, border)),
    TRANSLATE_Y(
            (image, share, sign, border) ->
                    Affine.translate(0, sign * 0.45 * share * image.height()).apply(image, border));

    /** The level at which an operation is at its strongest. */
    static final double STRONGEST = 10;

    private final Step step;

    AugmentOperation(Step step) {
        this.step = step;
    }

    /** What an operation does at a share (0 to 1) of its strength, in one of two directions. */
    private interface Step {
        Planes apply(Planes image, double share, int sign, float[] border);
    }

    private static double factor(double share, int sign) {
        return 1 + sign * 0.9 * share;
    }

    /**
     * Does the operation.
     *
     * @param level 0 to 10
     * @param random decides the direction, where there are two
     * @param border three values for what geometry uncovers
     */
    Planes apply(Planes image, double level, SplitMix random, float[] border) {
        return step.apply(image, level / STRONGEST, random.chance(0.5) ? 1 : -1, border);
    }
}
