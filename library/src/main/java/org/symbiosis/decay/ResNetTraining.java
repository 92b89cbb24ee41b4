package org.symbiosis.decay;

import org.symbiosis.UserError;
import org.symbiosis.config.Configs;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.LoaderConfig;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;
import org.symbiosis.train.ModelIdentity;
import org.symbiosis.train.Progress;
import org.symbiosis.train.RunDirectory;
import org.symbiosis.train.Trainer;
import org.symbiosis.train.TrainingSet;

/** Trains a residual network by a recipe, from labelled images to a saved model. */
public final class ResNetTraining {
    /** What weights of this kind are noted as. */
    public static final String KIND = "resnet";

    private ResNetTraining() {}

    /** The model as it is before its first step. */
    public static ResNet untrained(ResNetRecipe recipe) {
        Seed.set(recipe.train().seed());
        try (Scope s = Scope.open()) {
            return new ResNet(recipe.model());
        }
    }

    /**
     * Trains into a run directory, or continues there.
     *
     * @return how it ended
     * @throws UserError when an image has no class, or the classes are more than the model's
     */
    public static Trainer.Outcome run(
            ResNetRecipe recipe,
            ImageSource images,
            LoaderConfig.OnCorrupt onCorrupt,
            RunDirectory run,
            Progress progress) {
        checkLabels(recipe.model().classes(), images);
        try (ResNet model = untrained(recipe)) {
            Trainer trainer =
                    new Trainer(
                            new ResNetMethod(model),
                            new TrainingSet(images, recipe.preparation(), onCorrupt),
                            recipe.train(),
                            run,
                            new ModelIdentity(KIND, Configs.json(recipe)),
                            progress);
            return trainer.run();
        }
    }

    static void checkLabels(int classes, ImageSource images) {
        for (int i = 0; i < images.size(); i++) {
            if (images.label(i) < 0) {
                throw UserError.usage(
                        "'" + images.path(i) + "' of " + images.name() + " belongs to no class",
                        "give images in one folder per class, or another labelled set");
            }
            if (images.label(i) >= classes) {
                throw UserError.usage(
                        images.name()
                                + " has at least "
                                + (images.label(i) + 1)
                                + " classes, the model "
                                + classes,
                        "set model.classes to " + images.classes().size());
            }
        }
    }
}
