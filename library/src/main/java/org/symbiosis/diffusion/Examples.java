package org.symbiosis.diffusion;

import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.data.Batch;
import org.symbiosis.data.Batches;
import org.symbiosis.data.Batches.Position;

/** What a diffusion model learns from: batches, and what its network is to see of them. */
public interface Examples {
    /** Where they come from, in words. */
    String name();

    /** How many classes they have; 0 for none. */
    int classes();

    /**
     * Refuses a recipe that cannot learn from them.
     *
     * @throws org.symbiosis.UserError naming what does not fit
     */
    void require(DiffusionRecipe recipe);

    /** Streams of batches as a recipe wants them, from any position. */
    Function<Position, Batches> batches(DiffusionRecipe recipe);

    /**
     * What the network learns to see through noise, {@code (B, C, H, W)} of about unit variance.
     */
    Tensor seen(Batch batch);
}
