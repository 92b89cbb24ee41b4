package org.symbiosis.train;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * A method whose loss compares the images of a batch with each other. Workers look at parts of the
 * batch, and one loss is taken of what all of them saw ({@link Gathering}).
 */
public interface CoupledMethod extends Method {
    /** What the loss is made of, with its graph: a row for each of these. */
    List<Tensor> values(Draw rows);

    /** The loss of a whole batch, from the values of all its rows. */
    Loss loss(List<Tensor> values);

    @Override
    default Loss loss(Draw rows) {
        return loss(values(rows));
    }
}
