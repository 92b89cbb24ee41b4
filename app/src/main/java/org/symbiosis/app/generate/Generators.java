package org.symbiosis.app.generate;

import java.nio.file.Path;
import org.symbiosis.UserError;
import org.symbiosis.adversarial.GanTraining;
import org.symbiosis.diffusion.DiffusionTraining;
import org.symbiosis.train.Progress;
import org.symbiosis.train.SavedModel;

/** Opens generators of all kinds. */
public final class Generators {
    private Generators() {}

    /**
     * Opens what lies there, a run or a file of weights.
     *
     * @throws UserError when it is missing, makes no pictures, or cannot fulfil a wish
     */
    public static Generator open(Path model, Wishes wishes, Progress progress) {
        String kind = SavedModel.kind(model);
        return switch (kind) {
            case DiffusionTraining.KIND -> new DiffusionGenerator(model, wishes, progress);
            case GanTraining.KIND -> new GanGenerator(model, wishes);
            default ->
                    throw UserError.usage(
                            model
                                    + " holds a model of kind '"
                                    + kind
                                    + "', which makes no pictures",
                            "give a run of 'train diffusion' or 'train gan'");
        };
    }
}
