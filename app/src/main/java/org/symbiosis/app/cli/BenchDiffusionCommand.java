package org.symbiosis.app.cli;

import java.util.concurrent.Callable;
import org.symbiosis.app.bench.DiffusionCourse;
import org.symbiosis.app.bench.DiffusionCourse.Work;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Times steps of a diffusion model, alone or in turn with PyTorch. */
@Command(
        name = "diffusion",
        mixinStandardHelpOptions = true,
        description = {
            "Times a training or a sampling step of a U-ViT on 32 x 32 pixels.",
            "With --peer, a Python process runs the same step from the same weights: first both"
                    + " compare their results, then they take turns."
        },
        footer = {
            "",
            "Example:",
            "  symbiosis bench diffusion --work sample --peer --python /usr/bin/python3"
        })
public final class BenchDiffusionCommand implements Callable<Integer> {
    @Option(
            names = "--model",
            defaultValue = "tiny",
            paramLabel = "NAME",
            description = "tiny or small (default: ${DEFAULT-VALUE}).")
    private DiffusionCourse course;

    @Option(
            names = "--work",
            defaultValue = "train",
            paramLabel = "NAME",
            description = "train or sample (default: ${DEFAULT-VALUE}).")
    private Work work;

    @Mixin private RaceOptions race;

    @Override
    public Integer call() {
        RaceOptions.Work raced =
                new RaceOptions.Work(course.words(work), course.key(work), "diffusion_step.py");
        return race.run(raced, (batch, threads) -> course.start(work, batch, threads));
    }
}
