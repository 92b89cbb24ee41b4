package org.symbiosis.app.cli;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.symbiosis.UserError;
import org.symbiosis.diffusion.DiffusionRecipe;

/** Recipes of diffusion models that {@code --preset} knows. */
enum DiffusionPreset {
    TINY("tiny", DiffusionRecipe::tiny),
    CIFAR("cifar", DiffusionRecipe::cifar),
    LATENTS("latents", DiffusionRecipe::latents),
    ORIGINAL_TINY("original-tiny", () -> DiffusionRecipe.tiny().original()),
    ORIGINAL_CIFAR("original-cifar", () -> DiffusionRecipe.cifar().original()),
    ORIGINAL_LATENTS("original-latents", () -> DiffusionRecipe.latents().original());

    private final String word;
    private final Supplier<DiffusionRecipe> recipe;

    DiffusionPreset(String word, Supplier<DiffusionRecipe> recipe) {
        this.word = word;
        this.recipe = recipe;
    }

    static DiffusionRecipe recipe(String word) {
        for (DiffusionPreset p : values()) {
            if (p.word.equals(word)) {
                return p.recipe.get();
            }
        }
        String words = Arrays.stream(values()).map(p -> p.word).collect(Collectors.joining(", "));
        throw UserError.usage("there is no preset '" + word + "'", "choose one of " + words);
    }
}
