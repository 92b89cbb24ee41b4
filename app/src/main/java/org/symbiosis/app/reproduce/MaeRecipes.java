package org.symbiosis.app.reproduce;

import org.symbiosis.decay.MaeConfig;
import org.symbiosis.decay.MaeRecipe;
import org.symbiosis.decay.Skips;
import org.symbiosis.nn.Shortcut;

/**
 * Trials of masked autoencoders at an assignment's scale.
 *
 * @param a whose scale, epochs and overrides hold for all trials
 */
record MaeRecipes(Assignment a) {
    /** A recipe with the assignment's epochs and overrides. */
    MaeRecipe adapted(MaeRecipe recipe) {
        return a.changes().to(recipe);
    }

    /** The scale's ViT with decayed shortcuts and skips. */
    MaeRecipe base() {
        return switch (a.scale()) {
            case TINY -> MaeRecipe.tiny();
            case SMALL -> MaeRecipe.cifar().withEpochs(20);
            case FULL -> MaeRecipe.table2_1();
        };
    }

    /** The scale's ViT as it is. */
    Trial usual(String name) {
        return new Trial(name, adapted(base()));
    }

    /** The scale's ViT with another shortcut. */
    Trial with(String name, Shortcut shortcut) {
        return new Trial(name, adapted(base().withShortcut(shortcut)));
    }

    /** The scale's decayed ViT without skips. */
    Trial withoutSkips(String name) {
        MaeConfig model = base().model().withSkips(Skips.NONE);
        return new Trial(name, adapted(base().withModel(model)));
    }

    /** The scale's ViT without decay and skips. */
    Trial original(String name) {
        return new Trial(name, adapted(base().withModel(base().model().original())));
    }
}
