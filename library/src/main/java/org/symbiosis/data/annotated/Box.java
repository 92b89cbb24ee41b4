package org.symbiosis.data.annotated;

/**
 * An upright rectangle in pixels.
 *
 * @param x of the left side
 * @param y of the top
 * @param width at least 0
 * @param height at least 0
 */
public record Box(double x, double y, double width, double height) {
    /** Checks that it is a rectangle. */
    public Box {
        if (!(width >= 0 && height >= 0 && Double.isFinite(x + y + width + height))) {
            throw new IllegalArgumentException(
                    "no box at (%s, %s) of %s x %s".formatted(x, y, width, height));
        }
    }

    /** Width times height. */
    public double area() {
        return width * height;
    }

    /** The area that both cover. */
    public double overlap(Box other) {
        double w = Math.min(x + width, other.x + other.width) - Math.max(x, other.x);
        double h = Math.min(y + height, other.y + other.height) - Math.max(y, other.y);
        return Math.max(w, 0) * Math.max(h, 0);
    }
}
