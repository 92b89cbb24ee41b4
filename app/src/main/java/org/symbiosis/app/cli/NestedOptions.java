package org.symbiosis.app.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.symbiosis.UserError;
import org.symbiosis.app.generate.Wishes;
import org.symbiosis.app.nested.Atelier;
import org.symbiosis.app.nested.HierarchyWishes;
import org.symbiosis.app.nested.NestedDrawing;
import org.symbiosis.app.nested.NestedGenerator;
import org.symbiosis.app.nested.NestedGenerator.Prompting;
import org.symbiosis.app.nested.NestedStart;
import org.symbiosis.nested.Told;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What only hierarchies can be asked for, for {@code generate}. */
final class NestedOptions {
    @Option(
            names = "--fix-level",
            paramLabel = "k",
            description =
                    "Nested runs: keep levels k and above, and draw those below anew; a high k"
                            + " keeps only the meaning.")
    private Integer fixLevel;

    @Option(
            names = "--from",
            paramLabel = "WHAT",
            description =
                    "Nested runs: start from photographs, or from the .safetensors beside earlier"
                            + " pictures (default level to fix: the top). Photographs for a model"
                            + " of classes need --class.")
    private String from;

    @Option(
            names = "--redraws",
            paramLabel = "N",
            defaultValue = "4",
            description =
                    "Nested runs: pictures of each start, with --from or --fix-level (default:"
                            + " ${DEFAULT-VALUE}).")
    private int redraws;

    @Option(
            names = "--level-seed",
            paramLabel = "l=SEED",
            description = "Nested runs: another seed for one level.")
    private Map<Integer, Long> levelSeeds = new LinkedHashMap<>();

    @Mixin private HierarchyWishOptions wishes;
    @Mixin private VisualEncoderOptions encoder;

    /** Refuses these options for models of another kind. */
    void refuse() {
        if (fixLevel != null || from != null || !levelSeeds.isEmpty()) {
            throw UserError.usage(
                    "the model is no nested diffusion",
                    "leave out --fix-level, --from and --level-seed");
        }
    }

    /** How hierarchies are drawn from. */
    HierarchyWishes wishes() {
        return wishes.wishes();
    }

    /**
     * Which pictures a command wants.
     *
     * @param first number of the first one
     * @param count of them, or of the drawn images that some are redraws of
     * @param classes wanted of the images, empty when the command names none
     * @param batch pictures that are drawn before they are written
     */
    record Wanted(long first, int count, List<Integer> classes, int batch) {}

    /**
     * Draws from a nested run.
     *
     * @return what was drawn, in words
     */
    Map<String, Object> draw(Path run, Wishes how, Wanted wanted, Path out) {
        HierarchyWishes hierarchy = wishes();
        NestedDrawing drawing =
                new NestedDrawing(
                        how.seed(), levelSeeds, wanted.first(), start(wanted), wanted.batch());
        try (Atelier atelier = Atelier.open(run, how, hierarchy, new TerminalProgress())) {
            drawing.require(atelier.model());
            Told told = atelier.model().config().told();
            Map<String, Object> result = NestedGenerator.words(atelier);
            try (Prompting texts = hierarchy.prompting(told)) {
                result.putAll(drawing.write(atelier, said(told, wanted.classes(), texts), out));
            }
            return result;
        }
    }

    private NestedStart start(Wanted wanted) {
        OptionalInt level = fixLevel == null ? OptionalInt.empty() : OptionalInt.of(fixLevel);
        if (from != null) {
            return new NestedStart.Given(from, encoder.given(), level, redraws);
        }
        return fixLevel == null
                ? new NestedStart.Noise(wanted.count())
                : new NestedStart.Drawn(wanted.count(), level, redraws);
    }

    /** What the command says that pictures show. */
    private static Optional<Prompting> said(Told told, List<Integer> classes, Prompting texts) {
        if (told instanceof Told.Text) {
            return Optional.of(texts);
        }
        return classes.isEmpty() ? Optional.empty() : Optional.of(Prompting.classes(classes));
    }
}
