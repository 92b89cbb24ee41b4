package org.symbiosis.app.cli;

import java.util.concurrent.Callable;
import org.symbiosis.app.bench.RelightCourse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Times steps of a network that relights, alone or in turn with PyTorch. */
@Command(
        name = "relight",
        mixinStandardHelpOptions = true,
        description = {
            "Times a training step of latent intrinsics: two encodings, one decoding, all losses.",
            "With --peer, a Python process runs the same step from the same weights: first both"
                    + " compare their losses, then they take turns."
        },
        footer = {
            "",
            "Example:",
            "  symbiosis bench relight --batch 16 --peer --python /usr/bin/python3"
        })
public final class BenchRelightCommand implements Callable<Integer> {
    @Option(
            names = "--model",
            defaultValue = "rooms",
            paramLabel = "NAME",
            description = "rooms, tiny or small (default: ${DEFAULT-VALUE}).")
    private RelightCourse course;

    @Mixin private RaceOptions race;

    @Override
    public Integer call() {
        RaceOptions.Work raced =
                new RaceOptions.Work(course.words(), course.key(race.batch()), "relight_step.py");
        return race.run(raced, course::start);
    }
}
