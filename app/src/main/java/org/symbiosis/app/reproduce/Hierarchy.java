package org.symbiosis.app.reproduce;

import java.nio.file.Path;
import org.symbiosis.nested.GenerationConfig;
import org.symbiosis.nested.LevelCost;
import org.symbiosis.nested.NestedRecipe;

/**
 * A hierarchy that is trained, with what is known of it.
 *
 * @param place where it lies
 * @param recipe how it was trained
 */
record Hierarchy(Remembered place, NestedRecipe recipe) {
    /** Its run. */
    Path folder() {
        return place.folder();
    }

    /** As the recipe draws, without guidance. */
    GenerationConfig plain() {
        return recipe.generation().unguided();
    }

    /** Whether it has any condition that guidance could stress. */
    boolean isGuidable() {
        return recipe.model().levels() > 1 || recipe.model().told().tellsAnything();
    }

    /** Millions of multiply-accumulates of one call of every level. */
    double megas() {
        return macs(recipe) / 1e6;
    }

    /** Multiply-accumulates of one call of every level. */
    static long macs(NestedRecipe recipe) {
        return LevelCost.of(recipe.model()).stream().mapToLong(LevelCost::macs).sum();
    }
}
