package org.symbiosis.train;

import java.util.Map;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;

/** What a checkpoint holds of a training besides its random stream and its place in the data. */
public interface Checkpointed {
    /**
     * Everything that a resumed training needs, by name. Weights are called {@code model.} and
     * their own name, so that a model can be looked at before its training ends.
     */
    Map<String, Tensor> state();

    /**
     * Takes up what {@link #state} gave.
     *
     * @param saved gives the tensors whose names begin with a prefix, without that prefix
     */
    void load(Function<String, Map<String, Tensor>> saved);
}
