package org.symbiosis.adversarial;

import org.symbiosis.UserError;
import org.symbiosis.data.ImageSource;
import org.symbiosis.train.Progress;

/** A recipe fitted to the images it is for. */
final class Fitting {
    private Fitting() {}

    /**
     * The recipe with a probe of the images' classes and a memory bank that is smaller than the
     * set, since an image must not find its own older embedding.
     *
     * @throws UserError when there are too few images
     */
    static GanRecipe to(ImageSource images, GanRecipe recipe, Progress progress) {
        ClusterConfig c = recipe.model().cluster();
        int batch = recipe.train().batch();
        int spare = c.used() ? 1 : 0; // the bank is smaller than the set, and holds a batch
        int most = images.size() - spare;
        boolean fewBatch = batch > most;
        boolean fewNeighbours = c.used() && c.neighbours() > most;
        if (fewBatch || fewNeighbours) {
            throw UserError.usage(
                    "%s holds %d images, too few for %s%s"
                            .formatted(
                                    images.name(),
                                    images.size(),
                                    fewBatch
                                            ? "a batch of " + batch
                                            : c.neighbours() + " neighbours",
                                    c.used() ? " and a memory bank smaller than the set" : ""),
                    most < 2
                            ? "give more images"
                            : "give more images, or"
                                    + (fewBatch ? " --set train.batch=" + most : "")
                                    + (fewNeighbours
                                            ? " --set model.cluster.neighbours=" + most
                                            : ""));
        }
        return withProbe(images, withBank(images, recipe, progress));
    }

    private static GanRecipe withBank(ImageSource images, GanRecipe recipe, Progress progress) {
        ClusterConfig c = recipe.model().cluster();
        int bank = Math.min(c.bank(), images.size() - 1);
        if (!c.used() || bank == c.bank()) {
            return recipe;
        }
        progress.message(
                "note: the memory bank holds %d embeddings instead of %d, fewer than there are images"
                        .formatted(bank, c.bank()));
        ClusterConfig smaller =
                new ClusterConfig(
                        c.weight(), c.neighbours(), bank, c.fakeNeighbourOffset(), c.weights());
        return recipe.withModel(recipe.model().withCluster(smaller));
    }

    private static GanRecipe withProbe(ImageSource images, GanRecipe recipe) {
        int classes = images.classes().size();
        boolean wanted = recipe.probe() == GanRecipe.Probe.WHERE_LABELLED;
        int used = wanted && classes > 1 && allLabelled(images) ? classes : 0;
        GanConfig model = recipe.model();
        return recipe.withModel(model.withDiscriminator(model.discriminator().withClasses(used)));
    }

    private static boolean allLabelled(ImageSource images) {
        for (int i = 0; i < images.size(); i++) {
            if (images.label(i) < 0) {
                return false;
            }
        }
        return true;
    }
}
