package org.symbiosis.data.rooms;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Which of two points is darker, as people judged it for photographs; written as that data set is.
 *
 * @param points that are compared
 * @param comparisons of pairs of them
 */
public record Judgements(
        @JsonProperty("intrinsic_points") List<Point> points,
        @JsonProperty("intrinsic_comparisons") List<Comparison> comparisons) {
    /** Copies the lists. */
    public Judgements {
        points = List.copyOf(points);
        comparisons = List.copyOf(comparisons);
    }

    /**
     * A point of the picture.
     *
     * @param id its name in comparisons
     * @param x column over width, in [0, 1)
     * @param y row over height, in [0, 1)
     * @param opaque whether it can be judged
     */
    public record Point(int id, double x, double y, boolean opaque) {}

    /**
     * The verdict on a pair.
     *
     * @param point1 id of the first point
     * @param point2 id of the second point
     * @param darker {@code 1}, {@code 2}, or {@code E} for equal
     * @param score how sure it is, in (0, 1]
     */
    public record Comparison(
            int point1, int point2, String darker, @JsonProperty("darker_score") double score) {
        /** Checks the verdict. */
        public Comparison {
            if (!List.of("1", "2", "E").contains(darker)) {
                throw new IllegalArgumentException("darker must be 1, 2 or E, not " + darker);
            }
        }
    }
}
