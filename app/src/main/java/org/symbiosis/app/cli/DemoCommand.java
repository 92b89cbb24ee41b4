package org.symbiosis.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.symbiosis.app.demo.Demo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code symbiosis demo}. */
@Command(
        name = "demo",
        description =
                "Minutes that show what this is: all five systems, small, on pictures that the"
                        + " program draws itself, in one report.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: symbiosis demo --out runs/demo"})
public final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Folder of the runs and the report (default: runs/demo).")
    private Path out = Path.of("runs", "demo");

    @Option(
            names = "--images",
            paramLabel = "N",
            defaultValue = "6000",
            description = "Pictures to learn from (default: ${DEFAULT-VALUE}).")
    private int images;

    @Option(
            names = "--epochs",
            paramLabel = "E",
            defaultValue = "20",
            description =
                    "Passes of the encoder over them (default: ${DEFAULT-VALUE}); the other"
                            + " trainings are as much longer or shorter.")
    private double epochs;

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            description = "Decides all that is random in training (default: 0).")
    private long seed;

    @Override
    public Integer call() {
        new Demo(out, images, epochs, seed, new TerminalProgress()).run();
        return 0;
    }
}
