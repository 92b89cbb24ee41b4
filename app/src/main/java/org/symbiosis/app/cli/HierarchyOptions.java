package org.symbiosis.app.cli;

import java.util.OptionalInt;
import org.symbiosis.app.nested.NestedPreset;
import org.symbiosis.nested.NestedRecipe;
import picocli.CommandLine.Option;

/** Which hierarchy: its latents and its training are told alike. */
final class HierarchyOptions {
    @Option(
            names = "--preset",
            paramLabel = "NAME",
            defaultValue = "nested-small",
            description = NestedPreset.WORDS + " (default: ${DEFAULT-VALUE}).")
    private String preset;

    @Option(names = "--levels", paramLabel = "L", description = "Instead of the preset's own.")
    private Integer levels;

    /** The recipe of the preset, of so many levels as were asked for. */
    NestedRecipe recipe() {
        return NestedPreset.recipe(
                preset, levels == null ? OptionalInt.empty() : OptionalInt.of(levels));
    }
}
