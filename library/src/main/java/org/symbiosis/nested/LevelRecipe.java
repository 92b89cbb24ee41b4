package org.symbiosis.nested;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.symbiosis.nested.latents.LatentsIdentity;
import org.symbiosis.train.TrainConfig;

/**
 * One level and how it is trained: what is noted beside its weights.
 *
 * @param level the network and what it learns
 * @param train how
 * @param latents short for the latents that it learnt from ({@link LevelConfig#latentsOf}); empty
 *     where that was not noted yet
 */
public record LevelRecipe(
        LevelConfig level,
        TrainConfig train,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) String latents) {
    /** Takes what is missing for empty. */
    public LevelRecipe {
        latents = latents == null ? "" : latents;
    }

    /** Whether it learnt from such latents, as far as is known. */
    boolean learntFrom(LatentsIdentity identity) {
        return latents.isEmpty() || latents.equals(level.latentsOf(identity));
    }
}
