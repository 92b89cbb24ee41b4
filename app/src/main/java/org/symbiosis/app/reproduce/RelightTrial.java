package org.symbiosis.app.reproduce;

import java.util.ArrayList;
import java.util.List;
import org.symbiosis.intrinsics.LossWeights;
import org.symbiosis.intrinsics.Noise;
import org.symbiosis.intrinsics.RelightRecipe;
import org.symbiosis.intrinsics.Scaling;

/**
 * A row of chapter 6's tables: one way to train.
 *
 * @param name of the row
 * @param recipe the seed is set for each repetition
 */
record RelightTrial(String name, RelightRecipe recipe) {
    /** The folder of one repetition. */
    String folder(long seed) {
        return name.replaceAll("[^A-Za-z0-9.]+", "-") + "-seed-" + seed;
    }

    /** Table 6.1: the method, without noise, without the regulariser. */
    static List<RelightTrial> ablations(RelightRecipe ours) {
        LossWeights weights = ours.relight().weights();
        return List.of(
                new RelightTrial("ours", ours),
                new RelightTrial(
                        "sigma = 0", ours.withRelight(ours.relight().withNoise(Noise.NONE))),
                new RelightTrial(
                        "without L_reg",
                        ours.withRelight(ours.relight().withWeights(weights.withoutRates()))));
    }

    /**
     * Tables 6.2 and 6.4: how strongly the light may scale features, in multiples of the recipe's
     * own limit: at full scale those of the dissertation.
     */
    static List<RelightTrial> alphas(RelightRecipe ours, double... multiples) {
        List<RelightTrial> trials = new ArrayList<>();
        for (double multiple : multiples) {
            boolean isFree = Double.isInfinite(multiple);
            Scaling own = ours.model().scaling();
            Scaling scaling = isFree ? new Scaling.Unlimited(1) : own.times(multiple);
            String name =
                    "alpha = " + (isFree ? "infinity" : Float.toString((float) scaling.strength()));
            trials.add(new RelightTrial(name, ours.withModel(ours.model().withScaling(scaling))));
        }
        return trials;
    }
}
