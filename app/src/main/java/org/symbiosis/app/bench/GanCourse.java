package org.symbiosis.app.bench;

import org.symbiosis.adversarial.GanConfig;
import org.symbiosis.adversarial.GanRecipe;

/** Which game is timed. */
public enum GanCourse {
    /** A quarter of the widths. */
    TINY("tiny", GanRecipe.tiny()),
    /** The networks of the tables. */
    CIFAR("cifar", GanRecipe.cifar());

    private final String key;
    private final GanRecipe recipe;

    GanCourse(String key, GanRecipe recipe) {
        this.key = key;
        this.recipe = recipe;
    }

    /** Whether the discriminator's regulariser is in it. */
    public enum Regulariser {
        /** As in the tables. */
        JACOBIAN,
        /** None: what is left is the cost of everything else. */
        NONE
    }

    /** The recipe on so many threads. */
    GanRecipe recipe(Regulariser regulariser, int batch, int threads) {
        GanConfig model = recipe.model();
        GanConfig game =
                regulariser == Regulariser.JACOBIAN
                        ? model
                        : model.withSmoothness(model.smoothness().withWeight(0));
        return recipe.withModel(game)
                .withTrain(recipe.train().withBatch(batch).withWorkers(threads));
    }

    /** What the peer calls it. */
    public String key(Regulariser regulariser) {
        return regulariser == Regulariser.JACOBIAN ? key : key + "-without-jacobian";
    }

    /** The name on the command line. */
    @Override
    public String toString() {
        return key;
    }
}
