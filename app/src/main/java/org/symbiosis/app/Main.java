package org.symbiosis.app;

import java.io.PrintWriter;
import java.util.List;
import org.symbiosis.UserError;
import org.symbiosis.app.cli.AlbedoCommand;
import org.symbiosis.app.cli.BenchCommand;
import org.symbiosis.app.cli.DemoCommand;
import org.symbiosis.app.cli.DoctorCommand;
import org.symbiosis.app.cli.EvaluateCommand;
import org.symbiosis.app.cli.FeaturesCommand;
import org.symbiosis.app.cli.GenerateCommand;
import org.symbiosis.app.cli.LatentsCommand;
import org.symbiosis.app.cli.ModelsCommand;
import org.symbiosis.app.cli.RelightCommand;
import org.symbiosis.app.cli.ReproduceCommand;
import org.symbiosis.app.cli.SegmentCommand;
import org.symbiosis.app.cli.TrainCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: exit code 0 for success, 1 for work that failed, 2 for wrong usage. */
@Command(
        name = "symbiosis",
        mixinStandardHelpOptions = true,
        version = "symbiosis 0.1.0-SNAPSHOT",
        description = "Learns from unlabelled images by generating them.",
        subcommands = {
            TrainCommand.class,
            GenerateCommand.class,
            FeaturesCommand.class,
            LatentsCommand.class,
            SegmentCommand.class,
            RelightCommand.class,
            AlbedoCommand.class,
            EvaluateCommand.class,
            ReproduceCommand.class,
            ModelsCommand.class,
            DemoCommand.class,
            DoctorCommand.class,
            BenchCommand.class,
            CommandLine.HelpCommand.class
        },
        footer = {"", "Example: symbiosis train mae --data photos/ --out runs/photos"})
public final class Main {
    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Show where an error comes from.")
    private boolean debug;

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs a command; returns its exit code. */
    public static int run(String... args) {
        Main main = new Main();
        CommandLine line =
                new CommandLine(main)
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setExecutionExceptionHandler((e, c, parsed) -> main.explain(e, c))
                        .setParameterExceptionHandler((e, given) -> wrongUsage(e));
        try {
            return line.execute(args);
        } catch (OutOfMemoryError e) {
            return main.explain(tooMuch(e), line);
        }
    }

    private static UserError tooMuch(OutOfMemoryError e) {
        long megabytes = Runtime.getRuntime().maxMemory() >> 20;
        return UserError.failed(
                "that takes more memory than the " + megabytes + " MB that Java may use",
                "set SYMBIOSIS_JAVA_OPTS=-Xmx8g, say, or give smaller images or fewer",
                e);
    }

    private int explain(Exception e, CommandLine command) {
        PrintWriter err = command.getErr();
        if (debug) {
            e.printStackTrace(err);
        }
        if (e instanceof UserError u) {
            err.println("symbiosis: " + u.getMessage());
            return u.kind() == UserError.Kind.USAGE
                    ? CommandLine.ExitCode.USAGE
                    : CommandLine.ExitCode.SOFTWARE;
        }
        String reason = e.getMessage() == null ? e.toString() : e.getMessage();
        err.println(
                "symbiosis: unexpected: "
                        + reason.lines().findFirst().orElse(reason)
                        + " (--debug shows where)");
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static int wrongUsage(ParameterException e) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        String reason = e.getMessage().lines().findFirst().orElse("wrong usage");
        List<String> near =
                e instanceof UnmatchedArgumentException u ? u.getSuggestions() : List.of();
        err.println(
                "symbiosis: "
                        + reason
                        + (near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near))
                        + ": see '"
                        + command.getCommandSpec().qualifiedName()
                        + " --help'");
        return CommandLine.ExitCode.USAGE;
    }
}
