package org.symbiosis.app.nested;

import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.symbiosis.UserError;
import org.symbiosis.app.generate.SamplerName;
import org.symbiosis.app.generate.Wishes;
import org.symbiosis.app.nested.NestedGenerator.Prompting;
import org.symbiosis.nested.GenerationConfig;
import org.symbiosis.nested.NestedConfig;
import org.symbiosis.nested.NestedFile;
import org.symbiosis.nested.Told;

/**
 * What only hierarchies can be asked for.
 *
 * @param guidance of the levels
 * @param gamma how fast the noise on conditions falls; the guidance's own when empty
 * @param texts what to show
 */
public record HierarchyWishes(LevelGuidance guidance, OptionalDouble gamma, Texts texts) {
    private static final double GUIDED_GAMMA = 0.3;

    /** How levels are guided. */
    public sealed interface LevelGuidance {
        /** As models of one level: by {@link Wishes#guidance}. */
        record Uniform() implements LevelGuidance {}

        /** By the run's own weights and gamma. */
        record OfRun() implements LevelGuidance {}

        /**
         * By weights of one's own.
         *
         * @param weights from the top level down; the last one holds on
         */
        record Weights(List<Double> weights) implements LevelGuidance {
            /** Checks the ranges. */
            public Weights {
                weights = List.copyOf(weights);
                if (!weights.stream().allMatch(w -> w >= 0 && w < Double.POSITIVE_INFINITY)) {
                    throw UserError.usage(
                            "--level-guidance " + weights, "give weights of 0 (none) and more");
                }
            }
        }
    }

    /** What pictures are to show, for hierarchies that are told texts. */
    public sealed interface Texts {
        /** Nothing in particular. */
        record None() implements Texts {}

        /**
         * Prompts in turn.
         *
         * @param prompts as they were written
         * @param encoder file or name of CLIP's text tower; empty when it was not named
         */
        record Written(List<String> prompts, String encoder) implements Texts {}

        /**
         * A caption of each of some images.
         *
         * @param where as {@link CaptionBook} reads them
         * @param encoder file or name of CLIP's text tower; empty when it was not named
         */
        record Captioned(String where, String encoder) implements Texts {}
    }

    /** Checks the range. */
    public HierarchyWishes {
        if (gamma.isPresent() && !(gamma.getAsDouble() >= 0)) {
            throw UserError.usage("--gamma " + gamma.getAsDouble(), "give 0 or more, or infinity");
        }
    }

    /** None at all. */
    public static HierarchyWishes none() {
        return new HierarchyWishes(
                new LevelGuidance.Uniform(), OptionalDouble.empty(), new Texts.None());
    }

    /**
     * Refuses any of them, for models of another kind.
     *
     * @throws UserError naming the options
     */
    public void refuse() {
        if (!equals(none())) {
            throw UserError.usage(
                    "the model is no nested diffusion",
                    "leave out --guided, --level-guidance, --gamma, --prompt and --captions");
        }
    }

    /**
     * How to draw from a model: in its own way, without guidance unless it is wished for.
     *
     * @throws UserError when there is nothing to guide by
     */
    public GenerationConfig how(NestedFile model, Wishes wishes) {
        GenerationConfig ofRun = model.recipe().generation();
        GenerationConfig guided = guided(model.config(), ofRun, wishes.guidance());
        GenerationConfig how = gamma.isPresent() ? guided.withGamma(gamma.getAsDouble()) : guided;
        return how.withSampler(
                SamplerName.of(
                        wishes,
                        ofRun.sampler().on(model.config().schedule()),
                        model.config().schedule()));
    }

    private GenerationConfig guided(NestedConfig model, GenerationConfig ofRun, double uniform) {
        if (guidance instanceof LevelGuidance.OfRun && uniform == 0) {
            requireGuidable(model);
            return ofRun;
        }
        List<Double> weights =
                guidance instanceof LevelGuidance.Weights w ? w.weights() : List.of(uniform);
        if (Collections.max(weights) == 0) {
            return ofRun.unguided();
        }
        requireGuidable(model);
        if (guidance instanceof LevelGuidance.Weights) {
            requireFit(weights, model);
        }
        double usual = guidance instanceof LevelGuidance.OfRun ? ofRun.gamma() : GUIDED_GAMMA;
        return ofRun.withGuidance(weights).withGamma(usual);
    }

    private static void requireGuidable(NestedConfig model) {
        if (model.levels() == 1 && !model.told().tellsAnything()) {
            throw UserError.usage(
                    "the model has one level that is told nothing, and nothing to be guided by",
                    "leave out the guidance");
        }
    }

    private static void requireFit(List<Double> weights, NestedConfig model) {
        if (weights.size() > model.levels()) {
            throw UserError.usage(
                    "--level-guidance gives %d weights, and the model has %d levels"
                            .formatted(weights.size(), model.levels()),
                    "give one for each level, the top first");
        }
        if (weights.get(0) > 0 && !model.told().tellsAnything()) {
            throw UserError.usage(
                    "the top level is told nothing, and cannot be guided",
                    "give 0 as the first weight of --level-guidance");
        }
    }

    /**
     * What pictures show, where it was said.
     *
     * @return what {@link NestedGenerator} takes; it is closed with that
     * @throws UserError when texts are missing, or wanted of a model that takes none
     */
    public Prompting prompting(Told told) {
        if (texts instanceof Texts.None) {
            if (told instanceof Told.Text) {
                throw UserError.usage(
                        "the model draws images of a text",
                        "give a prompt by --prompt, or --captions, and --text-encoder");
            }
            return Prompting.none();
        }
        if (!(told instanceof Told.Text)) {
            throw UserError.usage("the model takes no text", "leave out --prompt and --captions");
        }
        return texts instanceof Texts.Written w
                ? TextPrompting.ofPrompts(w.prompts(), required(w.encoder()))
                : captioned((Texts.Captioned) texts);
    }

    private static Prompting captioned(Texts.Captioned texts) {
        return TextPrompting.ofCaptions(CaptionBook.read(texts.where()), required(texts.encoder()));
    }

    private static String required(String encoder) {
        if (encoder.isEmpty()) {
            throw UserError.usage("a prompt is read by CLIP", "give --text-encoder");
        }
        return encoder;
    }
}
