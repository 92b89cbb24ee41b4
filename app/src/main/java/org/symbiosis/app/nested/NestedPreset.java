package org.symbiosis.app.nested;

import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.symbiosis.UserError;
import org.symbiosis.nested.NestedRecipe;

/** Hierarchies by name: a family, and after {@code -l} the number of levels. */
public enum NestedPreset {
    /** Pictures of 32 pixels on a CPU. */
    SMALL("nested-small", 4, 3, NestedRecipe::small),
    /** Pictures of 16 pixels, for a first try. */
    TINY("nested-tiny", 3, 3, levels -> NestedPreset.tiny(levels)),
    /** Table 5.1a. */
    IMAGENET("imagenet256", 5, 5, NestedRecipe::imagenet256),
    /** Table 5.1b. */
    IMAGENET_CLASSES("imagenet256-class", 5, 5, NestedRecipe::imagenet256Classes),
    /** Table 5.4. */
    COCO("coco256", 3, 3, NestedRecipe::coco256);

    /** The names, for help texts. */
    public static final String WORDS =
            "nested-small, nested-tiny, imagenet256, imagenet256-class, coco256; with -l1, -l2, ..."
                    + " for another number of levels";

    private static final Pattern LEVELS = Pattern.compile("(.*?)(?:-l(\\d))?");

    private final String word;
    private final int most;
    private final int usual;
    private final IntFunction<NestedRecipe> ofLevels;

    NestedPreset(String word, int most, int usual, IntFunction<NestedRecipe> ofLevels) {
        this.word = word;
        this.most = most;
        this.usual = usual;
        this.ofLevels = ofLevels;
    }

    private static NestedRecipe tiny(int levels) {
        NestedRecipe tiny = NestedRecipe.tiny();
        return tiny.withModel(tiny.model().withLevels(levels));
    }

    /**
     * The recipe of a name.
     *
     * @param levels instead of the name's own number
     * @throws UserError when there is no such preset, or not of so many levels
     */
    public static NestedRecipe recipe(String name, OptionalInt levels) {
        Matcher m = LEVELS.matcher(name);
        String family = m.matches() ? m.group(1) : name;
        for (NestedPreset preset : values()) {
            if (preset.word.equals(family)) {
                String number = m.group(2);
                int named = number == null ? preset.usual : Integer.parseInt(number);
                return preset.of(levels.orElse(named));
            }
        }
        throw UserError.usage("there is no preset '" + name + "'", "choose one of " + WORDS);
    }

    private NestedRecipe of(int levels) {
        if (levels < 1 || levels > most) {
            throw UserError.usage(
                    word + " has no hierarchy of " + levels + " levels",
                    "choose 1 to " + most + " levels");
        }
        return ofLevels.apply(levels);
    }
}
