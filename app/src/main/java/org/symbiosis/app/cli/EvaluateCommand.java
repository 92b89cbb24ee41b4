package org.symbiosis.app.cli;

import picocli.CommandLine.Command;

/** {@code symbiosis evaluate}. */
@Command(
        name = "evaluate",
        description = "Measure how good a model's features are.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "MEASURE",
        subcommands = {
            EvaluateKnnCommand.class,
            EvaluateProbeCommand.class,
            EvaluateDiffusionCommand.class,
            EvaluateSvmCommand.class,
            EvaluateKMeansCommand.class,
            EvaluateFidCommand.class,
            EvaluateIsCommand.class,
            EvaluateGanCommand.class,
            EvaluateTsneCommand.class,
            EvaluateNeighboursCommand.class,
            EvaluateRankCommand.class,
            EvaluateFinetuneCommand.class,
            EvaluateSegmentsCommand.class,
            EvaluateWhereCommand.class,
            EvaluateSemanticCommand.class,
            EvaluateInstancesCommand.class,
            EvaluateZeroShotCommand.class,
            EvaluateRelightCommand.class,
            EvaluateAlbedoCommand.class,
            EvaluateWhdrCommand.class,
        },
        footer = {
            "",
            "Example: symbiosis evaluate knn --model runs/c10 --train train.tar.gz --test test.tar.gz"
        })
public final class EvaluateCommand {}
