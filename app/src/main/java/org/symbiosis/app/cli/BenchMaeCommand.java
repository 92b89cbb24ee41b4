package org.symbiosis.app.cli;

import java.util.Arrays;
import java.util.concurrent.Callable;
import org.symbiosis.app.bench.Course;
import org.symbiosis.app.bench.TrainingStep;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Times training steps, alone or in turn with PyTorch. */
@Command(
        name = "mae",
        mixinStandardHelpOptions = true,
        description = {
            "Times a training step (forward, backward, AdamW) on 32 x 32 pixels.",
            "With --peer, a Python process runs the same step from the same weights: first both"
                    + " compare their losses, then they take turns."
        },
        footer = {
            "",
            "Example:",
            "  symbiosis bench mae --model vit-tiny --peer --python /usr/bin/python3 --rounds 5"
        })
public final class BenchMaeCommand implements Callable<Integer> {
    @Option(
            names = "--model",
            defaultValue = "vit-tiny",
            paramLabel = "NAME",
            converter = ByKey.class,
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Course course;

    @Mixin private RaceOptions race;

    /** Finds a course by its name on the command line. */
    static final class ByKey implements CommandLine.ITypeConverter<Course> {
        @Override
        public Course convert(String key) {
            return Arrays.stream(Course.values())
                    .filter(c -> c.toString().equals(key))
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new CommandLine.TypeConversionException(
                                            "it must be one of "
                                                    + Arrays.toString(Course.values())));
        }
    }

    @Override
    public Integer call() {
        RaceOptions.Work work =
                new RaceOptions.Work(course.words(), course.toString(), "mae_step.py");
        return race.run(work, (batch, threads) -> TrainingStep.of(course, batch, threads));
    }
}
