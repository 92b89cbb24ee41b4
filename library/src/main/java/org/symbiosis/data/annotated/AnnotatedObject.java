package org.symbiosis.data.annotated;

/**
 * One object of an image, or a crowd of them.
 *
 * @param category index into {@link AnnotatedImages#categories()}
 * @param box around it, as the annotation says
 * @param mask its pixels
 * @param area in pixels, as the annotation says: decides between small, medium and large
 * @param extent one object or many
 */
public record AnnotatedObject(int category, Box box, RunLength mask, double area, Extent extent) {
    /** How many objects a mask covers. */
    public enum Extent {
        /** A single object. */
        ONE,
        /** Many objects that nobody told apart: detections inside are neither right nor wrong. */
        CROWD
    }
}
