package org.symbiosis.app.cli;

import picocli.CommandLine.Command;

/** {@code symbiosis train}. */
@Command(
        name = "train",
        description = "Train a model on unlabelled images.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "METHOD",
        subcommands = {
            TrainMaeCommand.class,
            TrainGanCommand.class,
            TrainDiffusionCommand.class,
            TrainNestedCommand.class,
            TrainSimClrCommand.class,
            TrainRelightCommand.class,
        },
        footer = {"", "Example: symbiosis train mae --data photos/ --out runs/photos"})
public final class TrainCommand {}
