package org.symbiosis.train;

import java.util.List;
import org.symbiosis.data.Batch;
import org.symbiosis.nn.Layer;

/**
 * A way to learn from images: a network and the loss of a batch.
 *
 * <p>The trainer calls {@link #draw} once for a whole batch, splits the result over workers, and
 * calls {@link #loss} of one {@link #replica} on each.
 */
public interface Method {
    /** The network whose parameters are trained. */
    Layer model();

    /** The same method on a network that shares this one's storage; for one more worker. */
    Method replica();

    /**
     * The trained parameters in groups of their own decay and rate; each parameter in one group.
     *
     * @param weightDecay pull towards zero of the groups that decay
     */
    default List<ParameterGroup> groups(double weightDecay) {
        return ParameterGroup.decayed(model().parameters(), weightDecay);
    }

    /**
     * Whether a batch may be split over workers: no, when the loss couples its images, as batch
     * statistics and contrastive terms do.
     */
    default boolean isSplittable() {
        return true;
    }

    /** Draws all that is random about the loss of this batch, from the engine's generator. */
    Draw draw(Batch batch);

    /**
     * The same, told how much of the training is done: for losses that change on the way.
     *
     * @param done share of the steps before this one, in [0, 1)
     */
    default Draw draw(Batch batch, double done) {
        return draw(batch);
    }

    /**
     * The denominator of the loss of these rows, known before the forward pass: the number of
     * images unless the loss averages over something else.
     */
    default double weight(Draw rows) {
        return rows.rows();
    }

    /** What a user may try when the loss leaves its range, in words that follow "try". */
    default String remedy() {
        return "a smaller learning rate";
    }

    /** The loss of these rows; {@link Loss#weight} equals {@link #weight}. */
    Loss loss(Draw rows);
}
