package org.symbiosis.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Speed checks; each is a command of its own. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Times our own work, and the same work elsewhere.",
        subcommands = {
            BenchMaeCommand.class,
            BenchGanCommand.class,
            BenchDiffusionCommand.class,
            BenchRelightCommand.class,
            BenchSegmentCommand.class,
            BenchDatasetCommand.class
        },
        footer = {"", "Example:", "  symbiosis bench mae --peer", "  symbiosis bench segment"})
public final class BenchCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "bench needs a check to run, such as mae, segment or dataset");
    }
}
