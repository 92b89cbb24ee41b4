package org.symbiosis.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.symbiosis.UserError;
import org.symbiosis.app.Locations;
import org.symbiosis.app.reproduce.Assignment;
import org.symbiosis.app.reproduce.Changes;
import org.symbiosis.app.reproduce.Choice;
import org.symbiosis.app.reproduce.Extent;
import org.symbiosis.app.reproduce.Materials;
import org.symbiosis.app.reproduce.Reproduction;
import org.symbiosis.app.reproduce.Scale;
import org.symbiosis.app.reproduce.Texts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code symbiosis reproduce}. */
@Command(
        name = "reproduce",
        description = "Make a table or figure of the dissertation again.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: symbiosis reproduce table-2.2 --scale small --data cifar10-train.tar.gz"
                    + " --test cifar10-test.tar.gz"
        })
public final class ReproduceCommand implements Callable<Integer> {
    /** Names for the help text. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Reproduction.all().stream().map(Reproduction::name).iterator();
        }
    }

    @Parameters(
            paramLabel = "WHAT",
            completionCandidates = Names.class,
            description = "One of ${COMPLETION-CANDIDATES}.")
    private String what;

    @Option(
            names = "--scale",
            paramLabel = "SCALE",
            defaultValue = "tiny",
            description = "tiny (minutes), small (hours) or full (default: ${DEFAULT-VALUE}).")
    private Scale scale;

    @Option(
            names = "--data",
            paramLabel = "IMAGES",
            description =
                    "Its images; those to learn from where some are: "
                            + Locations.HELP
                            + ". By default the rooms.")
    private String data;

    @Option(
            names = "--test",
            paramLabel = "IMAGES",
            description = "Test images of the same classes; by default the rooms' own.")
    private String test;

    @Option(names = "--images", paramLabel = "N", description = "Use N images of --data.")
    private Integer images;

    @Option(names = "--test-images", paramLabel = "N", description = "Test on N images.")
    private Integer testImages;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            split = ",",
            description =
                    "Models for tables that judge some, a row or more each; by default a small one"
                            + " is trained. Tables 2.4 and 3.4: the judge of drawn pictures."
                            + " Chapter 5: the encoder, then the judge; table 5.5: encoders, a row"
                            + " each, the judge last; figure 5.1: a hierarchy. A judge is any encoder of ours or weights of"
                            + " Inception.")
    private List<String> models = new ArrayList<>();

    @Option(
            names = "--autoencoder",
            paramLabel = "FILE",
            description = "Figure 5.1: Stable Diffusion's autoencoder, for models of latents.")
    private String autoencoder;

    @Option(
            names = "--seeds",
            paramLabel = "K",
            defaultValue = "2",
            description = "Repetitions (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(names = "--epochs", paramLabel = "E", description = "Instead of the scale's own.")
    private double epochs;

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            description =
                    "Tables 3.1 to 3.5: recipe of 'train gan' in place of the scale's own, such as"
                            + " imagenet10.")
    private String preset;

    @Option(names = "--config", paramLabel = "FILE", description = "YAML over every row's recipe.")
    private Path config;

    @Option(
            names = "--moments",
            paramLabel = "N",
            description =
                    "Tables 3.1 to 3.5: measure so often in the course of each training, at even"
                            + " distances; the last is its end.")
    private Integer moments;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "For all rows.")
    private List<String> overrides = new ArrayList<>();

    @Option(
            names = "--rows",
            paramLabel = "REGEX",
            defaultValue = ".*",
            description = "Only rows whose whole name matches.")
    private String rows;

    @Option(
            names = "--levels",
            paramLabel = "L",
            description = "Tables and figures of chapter 5: levels of the deepest hierarchy.")
    private Integer levels;

    @Option(
            names = "--drawn",
            paramLabel = "N",
            description = "Table 2.4 and those of chapter 5: pictures drawn for each distance.")
    private Integer drawn;

    @Option(names = "--out", paramLabel = "FOLDER", description = "Runs, results and report.")
    private Path out;

    @Mixin private CaptionOptions texts;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        Reproduction reproduction = Reproduction.named(what);
        if (seeds < 1) {
            throw UserError.usage("--seeds " + seeds, "give at least 1");
        }
        if (moments != null && moments < 1) {
            throw UserError.usage("--moments " + moments, "give at least 1");
        }
        requireHeeded(reproduction);
        Path folder = out != null ? out : Path.of("runs", what + "-" + lower(scale.name()));
        reproduction.run(
                new Assignment(
                        scale,
                        materials(),
                        seeds,
                        Optional.ofNullable(preset),
                        new Changes(epochs, Optional.ofNullable(config), overrides),
                        count(moments),
                        new Extent(count(levels), count(drawn)),
                        rows,
                        folder,
                        TypedCommand.of(spec),
                        new TerminalProgress()));
        System.out.println(folder.resolve("report.html"));
        return 0;
    }

    /** An option that makes no difference would be taken for one that does. */
    private void requireHeeded(Reproduction reproduction) {
        for (OptionSpec given : spec.commandLine().getParseResult().matchedOptions()) {
            String option = given.longestName();
            for (Choice choice : Choice.values()) {
                if (choice.isBy(option) && !reproduction.heeds().contains(choice)) {
                    throw UserError.usage(
                            option + " with " + what, "leave it out: it makes no difference there");
                }
            }
        }
    }

    private Materials materials() {
        return new Materials(
                Optional.ofNullable(data),
                Optional.ofNullable(test),
                count(images),
                count(testImages),
                models,
                Optional.ofNullable(autoencoder),
                texts());
    }

    private Texts texts() {
        return new Texts(
                Optional.of(texts.captions()).filter(t -> !t.isEmpty()),
                Optional.of(texts.textEncoder()).filter(t -> !t.isEmpty()));
    }

    private static OptionalInt count(Integer given) {
        return given == null ? OptionalInt.empty() : OptionalInt.of(given);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
