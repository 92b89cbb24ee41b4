package org.symbiosis.app.generate;

import java.nio.file.Path;
import org.symbiosis.UserError;
import org.symbiosis.adversarial.GanTraining;
import org.symbiosis.app.nested.Atelier;
import org.symbiosis.app.nested.HierarchyWishes;
import org.symbiosis.app.nested.NestedGenerator;
import org.symbiosis.diffusion.DiffusionTraining;
import org.symbiosis.nested.NestedFile;
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
        return open(model, wishes, HierarchyWishes.none(), progress);
    }

    /**
     * The same, with what only hierarchies can be asked for.
     *
     * @throws UserError when it is missing, makes no pictures, or cannot fulfil a wish
     */
    public static Generator open(
            Path model, Wishes wishes, HierarchyWishes hierarchy, Progress progress) {
        if (NestedFile.isOne(model)) {
            wishes.refuseStanding();
            return nested(model, wishes, hierarchy, progress);
        }
        hierarchy.refuse();
        String kind = SavedModel.kind(model);
        return switch (kind) {
            case DiffusionTraining.KIND -> {
                wishes.refuseStanding();
                yield new DiffusionGenerator(model, wishes, progress);
            }
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

    private static Generator nested(
            Path model, Wishes wishes, HierarchyWishes hierarchy, Progress progress) {
        return NestedGenerator.open(
                Atelier.open(model, wishes, hierarchy, progress), wishes.seed(), hierarchy);
    }
}
