package org.symbiosis.app.cli;

import java.util.OptionalInt;
import org.symbiosis.app.nested.NestedPreset;
import org.symbiosis.nested.NestedRecipe;
import picocli.CommandLine.Option;

/** Which hierarchy: its latents and its training are told alike. */
final class HierarchyOptions {
    private static final String USUAL = "nested-small";

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            description = NestedPreset.WORDS + " (default: " + USUAL + ").")
    private String preset;

    @Option(names = "--levels", paramLabel = "L", description = "Instead of the preset's own.")
    private Integer levels;

    /** Whether one was named. */
    boolean isGiven() {
        return preset != null || levels != null;
    }

    /** The recipe of the preset, of so many levels as were asked for. */
    NestedRecipe recipe() {
        return NestedPreset.recipe(
                preset == null ? USUAL : preset,
                levels == null ? OptionalInt.empty() : OptionalInt.of(levels));
    }
}
