package org.symbiosis.app.where;

import org.symbiosis.data.annotated.Labels;
import org.symbiosis.eval.segments.Confusion;
import org.symbiosis.eval.segments.CoordinateRegression;
import org.symbiosis.eval.segments.Matching;
import org.symbiosis.eval.segments.SemanticScore;
import org.symbiosis.eval.segments.SpatialLabels;
import org.symbiosis.nn.Grid;
import org.symbiosis.spectral.SetFeatures;
import org.symbiosis.spectral.segment.SetRegions;

/**
 * Measures features of a set (sections 4.4.2.2 and 4.4.2.3 of the dissertation): clusters of all
 * pixels against classes, against classes divided into left and right, and a linear regression of
 * the place.
 *
 * @param set images and truth
 * @param regions clusters that are compared with classes, twice as many where classes are divided
 */
public record WhereJudge(NamedSet set, int regions) {
    private static final Grid COORDINATES = new Grid(32, 32);
    private static final int USUAL_SIDE = 320;

    /** Which channels of the features are clustered. */
    public enum Channels {
        /** As many leading ones as there are clusters. */
        LEADING,
        /** All. */
        ALL
    }

    /**
     * A score and what led to it.
     *
     * @param regions that were compared with classes
     * @param names class that each region takes by itself
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Judgement(WhereScore score, SetRegions regions, int[] names) {}

    /**
     * Measures.
     *
     * @param seed of the starts of k-means and of the pixels that are fitted
     * @param seconds that the features took
     */
    public Judgement judge(SetFeatures features, Channels channels, long seed, double seconds) {
        SetRegions what = clusters(features, channels, regions, seed);
        SetRegions where = clusters(features, channels, 2 * regions, seed);
        Confusion classes = PixelEdges.PLACES.confusion(what, set);
        Confusion sides = new Confusion(2 * regions, 2 * set.classes());
        for (int i = 0; i < set.images(); i++) {
            Labels truth = set.labels(i);
            sides.add(
                    where.labels(i, set.side(), set.side()), SpatialLabels.of(truth, rule()).map());
        }
        SemanticScore greedy = SemanticScore.of(classes, Matching.GREEDY);
        SemanticScore oneToOne = SemanticScore.of(classes, Matching.HUNGARIAN);
        WhereScore score =
                new WhereScore(
                        greedy.miouOfAll(),
                        oneToOne.miouOfAll(),
                        greedy.miouOfPresent(),
                        oneToOne.miouOfPresent(),
                        coordinates(features, seed),
                        SemanticScore.of(sides, Matching.GREEDY).miouOfAll(),
                        SemanticScore.of(sides, Matching.HUNGARIAN).miouOfAll(),
                        seconds);
        return new Judgement(score, what, greedy.names());
    }

    private static SetRegions clusters(SetFeatures f, Channels channels, int k, long seed) {
        return SetRegions.of(f, channels == Channels.LEADING ? k : f.channels(), k, seed);
    }

    /** At least 50 pixels at a side of 320, in proportion at others. */
    private SpatialLabels.Rule rule() {
        SpatialLabels.Rule usual = SpatialLabels.Rule.DEFAULT;
        double share = (double) set.side() / USUAL_SIDE;
        int least = (int) Math.round(usual.minPixels() * share * share);
        return new SpatialLabels.Rule(least, usual.ambiguousBand(), usual.connectivity());
    }

    private double coordinates(SetFeatures features, long seed) {
        CoordinateRegression regression = regression(features.channels(), seed);
        for (int i = 0; i < set.images(); i++) {
            regression.add(features.resized(i, COORDINATES));
        }
        return regression.fit().mse();
    }

    /** What the true classes alone tell about the place. */
    public WhereScore ofClasses(long seed) {
        CoordinateRegression regression = regression(set.classes(), seed);
        for (int i = 0; i < set.images(); i++) {
            Labels map = set.labels(i).resized(COORDINATES.columns(), COORDINATES.rows());
            float[] oneHot = new float[COORDINATES.size() * set.classes()];
            for (int p = 0; p < COORDINATES.size(); p++) {
                if (map.ids()[p] != Labels.VOID) {
                    oneHot[p * set.classes() + map.ids()[p]] = 1;
                }
            }
            regression.add(oneHot);
        }
        return WhereScore.ofCoordinates(regression.fit().mse());
    }

    private CoordinateRegression regression(int d, long seed) {
        return CoordinateRegression.random(
                set.images(), COORDINATES.columns(), COORDINATES.rows(), d, seed);
    }
}
