package org.symbiosis.app.where;

import java.util.List;
import org.symbiosis.eval.segments.Confusion;
import org.symbiosis.eval.segments.Matching;
import org.symbiosis.eval.segments.SemanticScore;

/**
 * A row of unsupervised semantic segmentation.
 *
 * @param features what was clustered
 * @param runs a score for each seed
 */
public record SemanticRow(String features, List<Run> runs) {
    /** Keeps its own list. */
    public SemanticRow {
        runs = List.copyOf(runs);
    }

    /**
     * One clustering against the classes.
     *
     * @param seed of the solver's start and of k-means
     * @param greedy every cluster takes its most frequent class
     * @param hungarian one to one
     * @param seconds of solving; not a number where nothing was solved
     */
    public record Run(long seed, SemanticScore greedy, SemanticScore hungarian, double seconds) {
        static Run of(long seed, Confusion shared, double seconds) {
            return new Run(
                    seed,
                    SemanticScore.of(shared, Matching.GREEDY),
                    SemanticScore.of(shared, Matching.HUNGARIAN),
                    seconds);
        }
    }
}
