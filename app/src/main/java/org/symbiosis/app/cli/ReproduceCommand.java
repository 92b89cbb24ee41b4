package org.symbiosis.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.symbiosis.UserError;
import org.symbiosis.app.Locations;
import org.symbiosis.app.reproduce.Assignment;
import org.symbiosis.app.reproduce.Reproduction;
import org.symbiosis.app.reproduce.Scale;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.ImageSources;
import picocli.CommandLine.Command;
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
    private static final int TINY_IMAGES = 2_000;
    private static final int SMALL_IMAGES = 10_000;

    @Parameters(
            paramLabel = "WHAT",
            description = "table-2.1, table-2.2, table-2.3, table-a.1, figure-2.4 or figure-a.3.")
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
            defaultValue = "rooms",
            description = "Training images: " + Locations.HELP + ".")
    private String data;

    @Option(
            names = "--test",
            paramLabel = "IMAGES",
            description = "Test images of the same classes; by default the rooms' own.")
    private String test;

    @Option(names = "--images", paramLabel = "N", description = "Train on N images.")
    private Integer images;

    @Option(names = "--test-images", paramLabel = "N", description = "Test on N images.")
    private Integer testImages;

    @Option(
            names = "--seeds",
            paramLabel = "K",
            defaultValue = "2",
            description = "Repetitions (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(names = "--epochs", paramLabel = "E", description = "Instead of the scale's own.")
    private double epochs;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "For all rows.")
    private List<String> overrides = new ArrayList<>();

    @Option(
            names = "--rows",
            paramLabel = "REGEX",
            defaultValue = ".*",
            description = "Only rows whose whole name matches.")
    private String rows;

    @Option(names = "--out", paramLabel = "FOLDER", description = "Runs, results and report.")
    private Path out;

    @Spec private picocli.CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        Reproduction reproduction = Reproduction.named(what);
        if (seeds < 1) {
            throw UserError.usage("--seeds " + seeds, "give at least 1");
        }
        try (ImageSource train = some(data, images, TINY_IMAGES, SMALL_IMAGES);
                ImageSource judged = some(testLocation(), testImages, 1_000, 2_000)) {
            if (!judged.classes().equals(train.classes())) {
                throw UserError.usage(
                        judged.name() + " has other classes than " + train.name(),
                        "give training and test images of the same classes");
            }
            Path folder = out != null ? out : Path.of("runs", what + "-" + lower(scale.name()));
            reproduction.run(
                    new Assignment(
                            scale,
                            train,
                            judged,
                            seeds,
                            epochs,
                            overrides,
                            rows,
                            folder,
                            command(),
                            new TerminalProgress()));
            System.out.println(folder.resolve("report.html"));
            return 0;
        }
    }

    private String testLocation() {
        if (test != null) {
            return test;
        }
        if (!data.equals("rooms")) {
            throw UserError.usage("no test images", "give some of the same classes by --test");
        }
        return "rooms:test";
    }

    private ImageSource some(String location, Integer wanted, int tiny, int small) {
        int usual =
                switch (scale) {
                    case TINY -> tiny;
                    case SMALL -> small;
                    case FULL -> Integer.MAX_VALUE;
                };
        return ImageSources.requireLabels(
                Locations.open(location, wanted == null ? usual : wanted, 0));
    }

    private String command() {
        return "symbiosis reproduce "
                + String.join(
                        " ",
                        spec.commandLine().getParseResult().originalArgs().stream()
                                .filter(arg -> !arg.equals("reproduce"))
                                .toList());
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
