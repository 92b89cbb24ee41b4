package org.symbiosis.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.symbiosis.UserError;
import org.symbiosis.app.nested.CaptionBook;
import org.symbiosis.app.nested.HierarchyWishes;
import org.symbiosis.app.nested.HierarchyWishes.LevelGuidance;
import org.symbiosis.app.nested.HierarchyWishes.Texts;
import picocli.CommandLine.Option;

/** How hierarchies are drawn from: options of all commands that draw from a nested run. */
final class HierarchyWishOptions {
    @Option(
            names = "--guided",
            description = "Nested runs: the run's own weights of guidance and gamma.")
    private boolean guided;

    @Option(
            names = "--level-guidance",
            paramLabel = "W",
            split = ",",
            description =
                    "Nested runs: weights of guidance from the top level down; the last one holds"
                            + " on.")
    private List<Double> levelGuidance = new ArrayList<>();

    @Option(
            names = "--gamma",
            paramLabel = "G",
            description =
                    "Nested runs: how fast the noise on conditions falls; infinity for none"
                            + " (default: 0.3 with guidance, infinity without).")
    private Double gamma;

    @Option(
            names = "--prompt",
            paramLabel = "TEXT",
            description = "Nested runs told texts: what to show; several in turn.")
    private List<String> prompts = new ArrayList<>();

    @Option(
            names = "--captions",
            paramLabel = "WHERE",
            description =
                    "Nested runs told texts: show one caption of each of these images, in a random"
                            + " order that is always the same: "
                            + CaptionBook.HELP
                            + ".")
    private String captions;

    @Option(
            names = "--text-encoder",
            paramLabel = "MODEL",
            description = "CLIP's text tower for --prompt and --captions.")
    private String textEncoder;

    /**
     * What the options ask for.
     *
     * @throws UserError when they contradict one another
     */
    HierarchyWishes wishes() {
        return new HierarchyWishes(
                guidance(),
                gamma == null ? OptionalDouble.empty() : OptionalDouble.of(gamma),
                texts());
    }

    private LevelGuidance guidance() {
        if (guided && !levelGuidance.isEmpty()) {
            throw UserError.usage(
                    "--guided takes the run's own weights, and --level-guidance gives others",
                    "leave one of them out");
        }
        if (guided) {
            return new LevelGuidance.OfRun();
        }
        return levelGuidance.isEmpty()
                ? new LevelGuidance.Uniform()
                : new LevelGuidance.Weights(levelGuidance);
    }

    private Texts texts() {
        String encoder = textEncoder == null ? "" : textEncoder;
        if (captions != null && !prompts.isEmpty()) {
            throw UserError.usage(
                    "--prompt and --captions both say what to show", "leave one of them out");
        }
        if (captions != null) {
            return new Texts.Captioned(captions, encoder);
        }
        return prompts.isEmpty() ? new Texts.None() : new Texts.Written(prompts, encoder);
    }
}
