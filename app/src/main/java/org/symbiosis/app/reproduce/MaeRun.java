package org.symbiosis.app.reproduce;

import java.nio.file.Path;
import org.symbiosis.app.TrainedOnce;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.LoaderConfig.OnCorrupt;
import org.symbiosis.decay.MaeRecipe;
import org.symbiosis.decay.MaeTraining;
import org.symbiosis.train.Progress;

/** A training of a masked autoencoder in a folder of its own, taken as it is when it is done. */
final class MaeRun {
    private MaeRun() {}

    /**
     * Trains what is not trained yet, from a checkpoint if there is one.
     *
     * @return the seconds it took here, 0 if it was there
     * @throws org.symbiosis.UserError when it was stopped
     */
    static double train(MaeRecipe recipe, ImageSource images, Path path, Progress progress) {
        return TrainedOnce.in(
                path, run -> MaeTraining.run(recipe, images, OnCorrupt.SKIP, run, progress));
    }
}
