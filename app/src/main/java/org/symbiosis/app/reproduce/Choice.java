package org.symbiosis.app.reproduce;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What a user may choose for a table or figure; which of it makes a difference is its own. */
public enum Choice {
    /** Images to learn from, or to be about. */
    DATA("--data"),
    /** How many of them. */
    IMAGES("--images"),
    /** Images to be judged on. */
    TEST("--test"),
    /** How many of them. */
    TEST_IMAGES("--test-images"),
    /** Models that exist already. */
    MODELS("--model"),
    /** Stable Diffusion's, for hierarchies on its latents. */
    AUTOENCODER("--autoencoder"),
    /** Texts that generators are told. */
    TEXTS("--captions", "--text-encoder"),
    /** Some of the rows. */
    ROWS("--rows"),
    /** Levels of the deepest hierarchy. */
    LEVELS("--levels"),
    /** Pictures drawn for each distance. */
    DRAWN("--drawn"),
    /** How many repetitions. */
    SEEDS("--seeds"),
    /** How models are trained. */
    RECIPE("--config", "--set", "--epochs"),
    /** From which preset, and how often a training is measured. */
    COURSE("--preset", "--moments");

    private final List<String> options;

    Choice(String... options) {
        this.options = List.of(options);
    }

    /** Whether this option makes the choice. */
    public boolean isBy(String option) {
        return options.contains(option);
    }

    /** Both sets of images and how many of each, and these. */
    static Set<Choice> judging(Choice... more) {
        Set<Choice> all = EnumSet.of(DATA, IMAGES, TEST, TEST_IMAGES);
        all.addAll(List.of(more));
        return all;
    }

    /** What tables of hierarchies are told, and these. */
    static Set<Choice> nesting(Choice... more) {
        Set<Choice> all = EnumSet.of(DATA, IMAGES, MODELS, LEVELS, DRAWN, SEEDS, RECIPE);
        all.addAll(List.of(more));
        return all;
    }
}
