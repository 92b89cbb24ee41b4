package org.symbiosis.app.cli;

import picocli.CommandLine.Command;

/** {@code symbiosis models}. */
@Command(
        name = "models",
        description = "Get public networks, and look into files of weights.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "ACTION",
        subcommands = {
            ModelsListCommand.class,
            ModelsPullCommand.class,
            ModelsInfoCommand.class,
            ModelsConvertCommand.class
        },
        footer = {"", "Example: symbiosis models pull dino-s16"})
public final class ModelsCommand {}
