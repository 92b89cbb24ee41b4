package org.symbiosis.app.cli;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.symbiosis.UserError;
import org.symbiosis.decay.MaeRecipe;

/** Recipes that {@code --preset} knows. */
enum MaePreset {
    TINY("tiny", MaeRecipe::tiny),
    CIFAR("cifar", MaeRecipe::cifar),
    TABLE_2_1("table-2.1", MaeRecipe::table2_1),
    TABLE_2_2_384_12("table-2.2-384-12", () -> MaeRecipe.table2_2(384, 12, 0.6)),
    TABLE_2_2_768_12("table-2.2-768-12", () -> MaeRecipe.table2_2(768, 12, 0.6)),
    TABLE_2_2_1024_12("table-2.2-1024-12", () -> MaeRecipe.table2_2(1024, 12, 0.6)),
    TABLE_2_2_768_18("table-2.2-768-18", () -> MaeRecipe.table2_2(768, 18, 0.7)),
    TABLE_2_2_1024_24("table-2.2-1024-24", () -> MaeRecipe.table2_2(1024, 24, 0.7)),
    ORIGINAL("original-mae", MaeRecipe::original);

    private final String word;
    private final Supplier<MaeRecipe> recipe;

    MaePreset(String word, Supplier<MaeRecipe> recipe) {
        this.word = word;
        this.recipe = recipe;
    }

    static MaeRecipe recipe(String word) {
        for (MaePreset p : values()) {
            if (p.word.equals(word)) {
                return p.recipe.get();
            }
        }
        String words = Arrays.stream(values()).map(p -> p.word).collect(Collectors.joining(", "));
        throw UserError.usage("there is no preset '" + word + "'", "choose one of " + words);
    }
}
