package org.symbiosis.app.cli;

import java.util.concurrent.Callable;
import org.symbiosis.app.bench.GanCourse;
import org.symbiosis.app.bench.GanCourse.Regulariser;
import org.symbiosis.app.bench.GanRound;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Times an iteration of a structural GAN, alone or in turn with PyTorch. */
@Command(
        name = "gan",
        mixinStandardHelpOptions = true,
        description = {
            "Times one move of each player of a structural GAN on 32 x 32 pixels. The same without"
                    + " the Jacobian term tells what that costs.",
            "With --peer, a Python process plays the same moves from the same weights, in the order"
                    + " of the published program: first both compare their losses, then they take"
                    + " turns."
        },
        footer = {
            "",
            "Example:",
            "  symbiosis bench gan --batch 32 --peer --python /usr/bin/python3",
            "  symbiosis bench gan --batch 32 --regulariser none"
        })
public final class BenchGanCommand implements Callable<Integer> {
    @Option(
            names = "--model",
            defaultValue = "tiny",
            paramLabel = "NAME",
            description = "tiny or cifar (default: ${DEFAULT-VALUE}).")
    private GanCourse course;

    @Option(
            names = "--regulariser",
            defaultValue = "jacobian",
            paramLabel = "NAME",
            description = "jacobian or none (default: ${DEFAULT-VALUE}).")
    private Regulariser regulariser;

    @Mixin private RaceOptions race;

    @Override
    public Integer call() {
        RaceOptions.Work work =
                new RaceOptions.Work(
                        "structural GAN, " + course.key(regulariser),
                        course.key(regulariser),
                        "gan_step.py");
        return race.run(
                work, (batch, threads) -> new GanRound(course, regulariser, batch, threads));
    }
}
