package org.symbiosis.app.where;

/**
 * What one solution of a set came to. Shares lie in [0, 1]; what was not measured is no number.
 *
 * @param greedy mean IoU over all classes of clusters that take their most frequent class
 * @param hungarian the same, matched one to one
 * @param greedyOfPresent mean IoU over the classes that occur
 * @param hungarianOfPresent the same, matched one to one
 * @param coordinates mean squared error of a linear regression of the place, in cells of a grid of
 *     32 x 32
 * @param spatialGreedy mean IoU of classes divided into left and right
 * @param spatialHungarian the same, matched one to one
 * @param seconds of solving, reading the images not counted after the first
 */
public record WhereScore(
        double greedy,
        double hungarian,
        double greedyOfPresent,
        double hungarianOfPresent,
        double coordinates,
        double spatialGreedy,
        double spatialHungarian,
        double seconds) {
    /** A score of coordinates alone. */
    static WhereScore ofCoordinates(double coordinates) {
        double none = Double.NaN;
        return new WhereScore(none, none, none, none, coordinates, none, none, none);
    }
}
