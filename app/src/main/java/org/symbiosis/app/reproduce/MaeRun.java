package org.symbiosis.app.reproduce;

import java.nio.file.Files;
import java.nio.file.Path;
import org.symbiosis.UserError;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.LoaderConfig.OnCorrupt;
import org.symbiosis.decay.MaeRecipe;
import org.symbiosis.decay.MaeTraining;
import org.symbiosis.train.Progress;
import org.symbiosis.train.RunDirectory;
import org.symbiosis.train.Trainer;

/** A training of a masked autoencoder in a folder of its own, taken as it is when it is done. */
final class MaeRun {
    private MaeRun() {}

    /**
     * Trains what is not trained yet, from a checkpoint if there is one.
     *
     * @return the seconds it took here, 0 if it was there
     * @throws UserError when it was stopped
     */
    static double train(MaeRecipe recipe, ImageSource images, Path path, Progress progress) {
        if (Files.exists(path.resolve("model.safetensors"))) {
            return 0;
        }
        long begun = System.nanoTime();
        try (RunDirectory run = RunDirectory.createOrResume(path)) {
            Trainer.Outcome outcome =
                    MaeTraining.run(recipe, images, OnCorrupt.SKIP, run, progress);
            if (outcome == Trainer.Outcome.INTERRUPTED) {
                throw UserError.failed(
                        "stopped while training " + path, "the same command goes on from there");
            }
        }
        return (System.nanoTime() - begun) / 1e9;
    }
}
