package org.symbiosis.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.symbiosis.UserError;
import org.symbiosis.app.generate.SamplerName;
import org.symbiosis.app.generate.Wishes;
import org.symbiosis.app.nested.Atelier;
import org.symbiosis.app.nested.NestedDrawing;
import org.symbiosis.app.nested.NestedGenerator;
import org.symbiosis.app.nested.TextPrompts;
import org.symbiosis.diffusion.DiffusionFile;
import org.symbiosis.diffusion.Sampler;
import org.symbiosis.nested.GenerationConfig;
import org.symbiosis.nested.NestedFile;
import org.symbiosis.nested.Prompts;
import org.symbiosis.nested.SampleRequest;
import org.symbiosis.nested.Told;
import org.symbiosis.tensor.Scope;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What only hierarchies can be asked for, for {@code generate}. */
final class NestedOptions {
    private static final double GUIDED_GAMMA = 0.3;

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
                            + " pictures (default level to fix: the top).")
    private String from;

    @Option(
            names = "--redraws",
            paramLabel = "N",
            defaultValue = "4",
            description = "Nested runs: pictures of each start (default: ${DEFAULT-VALUE}).")
    private int redraws;

    @Option(
            names = "--level-seed",
            paramLabel = "l=SEED",
            description = "Nested runs: another seed for one level.")
    private Map<Integer, Long> levelSeeds = new LinkedHashMap<>();

    @Option(
            names = "--guided",
            description = "Nested runs: the run's own weights of guidance and gamma.")
    private boolean guided;

    @Option(
            names = "--level-guidance",
            paramLabel = "W",
            split = ",",
            description = "Nested runs: weights of guidance from the top level down.")
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
    private List<String> texts = new ArrayList<>();

    @Option(
            names = "--text-encoder",
            paramLabel = "MODEL",
            description = "CLIP's text tower for --prompt.")
    private String textEncoder;

    @Mixin private VisualEncoderOptions encoder;

    /** Refuses these options for models of another kind. */
    void refuse() {
        if (fixLevel != null
                || from != null
                || !levelSeeds.isEmpty()
                || guided
                || !levelGuidance.isEmpty()
                || gamma != null
                || !texts.isEmpty()) {
            throw UserError.usage(
                    "the model is no nested diffusion",
                    "leave out --fix-level, --from, --level-seed, --guided, --level-guidance,"
                            + " --gamma and --prompt");
        }
    }

    /**
     * Draws from a nested run.
     *
     * @param classes wanted of the images, empty when the command names none
     * @return what was drawn, in words
     */
    Map<String, Object> draw(
            Path run, Wishes wishes, long first, int samples, List<Integer> classes, Path out) {
        try (Scope s = Scope.open();
                Atelier atelier = open(run, wishes)) {
            Told told = atelier.model().config().told();
            SampleRequest request =
                    new SampleRequest(
                            wishes.seed(),
                            levelSeeds,
                            first,
                            samples,
                            prompts(told, classes, first, samples));
            NestedDrawing drawing =
                    new NestedDrawing(
                            request,
                            fixLevel == null ? OptionalInt.empty() : OptionalInt.of(fixLevel),
                            Optional.ofNullable(from),
                            encoder.given(),
                            redraws);
            Map<String, Object> result = NestedGenerator.words(atelier);
            result.putAll(drawing.write(atelier, out));
            return result;
        }
    }

    private Atelier open(Path run, Wishes wishes) {
        NestedFile.Weights weights =
                wishes.weights() == DiffusionFile.Weights.MEAN
                        ? NestedFile.Weights.MEAN
                        : NestedFile.Weights.LAST;
        return Atelier.open(
                run,
                weights,
                wishes.autoencoder().map(Path::toString),
                model -> how(model, wishes),
                new TerminalProgress());
    }

    private GenerationConfig how(NestedFile model, Wishes wishes) {
        requireRanges(model.config().levels());
        GenerationConfig ofRun = model.recipe().generation();
        GenerationConfig how = guided ? ofRun : GenerationConfig.plain();
        List<Double> given =
                !levelGuidance.isEmpty() || wishes.guidance() == 0
                        ? levelGuidance
                        : List.of(wishes.guidance());
        if (!given.isEmpty()) {
            how = how.withGuidance(given).withGamma(GUIDED_GAMMA);
        }
        if (gamma != null) {
            how = how.withGamma(gamma);
        }
        return how.withSampler(sampler(ofRun.sampler(), wishes));
    }

    private void requireRanges(int levels) {
        if (!levelGuidance.stream().allMatch(w -> w >= 0 && w < Double.POSITIVE_INFINITY)) {
            throw UserError.usage(
                    "--level-guidance " + levelGuidance, "give weights of 0 (none) and more");
        }
        if (gamma != null && !(gamma >= 0)) {
            throw UserError.usage("--gamma " + gamma, "give 0 or more, or infinity");
        }
        for (int level : levelSeeds.keySet()) {
            if (level < 1 || level > levels) {
                throw UserError.usage(
                        "--level-seed " + level + ": there is no level " + level,
                        "choose one of 1 (the image) to " + levels + " (the top)");
            }
        }
    }

    private static Sampler sampler(Sampler usual, Wishes wishes) {
        int calls = wishes.steps().orElse(usual.calls());
        if (wishes.sampler().isPresent()) {
            return SamplerName.sampler(wishes.sampler().get(), calls);
        }
        return calls == usual.calls() ? usual : SamplerName.sampler("dpm++-fast", calls);
    }

    /** Classes or texts in turn, by the pictures' numbers. */
    private Prompts prompts(Told told, List<Integer> classes, long first, int samples) {
        if (!texts.isEmpty()) {
            if (!(told instanceof Told.Text)) {
                throw UserError.usage("the model takes no text", "leave out the prompt");
            }
            if (textEncoder == null) {
                throw UserError.usage("a prompt is read by CLIP", "give --text-encoder");
            }
            return TextPrompts.of(texts, textEncoder, first, samples);
        }
        if (!classes.isEmpty() || told instanceof Told.Classes) {
            int[] labels = new int[samples];
            int count = told instanceof Told.Classes c ? c.count() : 1;
            for (int i = 0; i < samples; i++) {
                labels[i] =
                        classes.isEmpty()
                                ? (int) ((first + i) % count)
                                : classes.get((int) ((first + i) % classes.size()));
            }
            return new Prompts.Classes(labels);
        }
        return new Prompts.None();
    }
}
