package org.symbiosis.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.symbiosis.UserError;
import org.symbiosis.train.RunDirectory;
import org.symbiosis.train.Trainer;

/** Trainings that a larger piece of work needs: what is done is taken as it is. */
public final class TrainedOnce {
    private TrainedOnce() {}

    /**
     * Trains into a folder, from a checkpoint if there is one, unless a model is there.
     *
     * @return the seconds it took here, 0 if it was there
     * @throws UserError when it was stopped
     */
    public static double in(Path folder, Function<RunDirectory, Trainer.Outcome> training) {
        if (isIn(folder)) {
            return 0;
        }
        long begun = System.nanoTime();
        try (RunDirectory run = RunDirectory.createOrResume(folder)) {
            requireFinished(training.apply(run), folder);
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    /** Whether a training has come to its end there. */
    public static boolean isIn(Path folder) {
        return Files.exists(folder.resolve("model.safetensors"));
    }

    /**
     * Leaves the larger piece of work where a training was stopped.
     *
     * @throws UserError when it was stopped
     */
    public static void requireFinished(Trainer.Outcome outcome, Path folder) {
        if (outcome == Trainer.Outcome.INTERRUPTED) {
            throw UserError.failed(
                    "stopped while training " + folder, "the same command goes on from there");
        }
    }
}
