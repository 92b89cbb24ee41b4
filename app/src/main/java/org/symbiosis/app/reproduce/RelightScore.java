package org.symbiosis.app.reproduce;

import java.util.List;
import org.symbiosis.intrinsics.RelightRecipe;

/**
 * What came of a training that relights; not a number where the unseen scenes do not tell.
 *
 * @param recipe of the training
 * @param input the untouched pictures in the columns of {@link RelightMeasures#RELIT}
 * @param relit the relit ones
 * @param albedo in the columns of {@link RelightMeasures#ALBEDO}
 * @param seconds of training
 */
record RelightScore(
        RelightRecipe recipe,
        List<Double> input,
        List<Double> relit,
        List<Double> albedo,
        double seconds) {
    /** Copies the lists. */
    RelightScore {
        input = List.copyOf(input);
        relit = List.copyOf(relit);
        albedo = List.copyOf(albedo);
    }
}
