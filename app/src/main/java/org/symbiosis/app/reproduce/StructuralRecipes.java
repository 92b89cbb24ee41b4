package org.symbiosis.app.reproduce;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.symbiosis.adversarial.Adversary;
import org.symbiosis.adversarial.BackboneConfig;
import org.symbiosis.adversarial.BackboneConfig.Stage;
import org.symbiosis.adversarial.ClusterConfig;
import org.symbiosis.adversarial.DiscriminatorConfig;
import org.symbiosis.adversarial.GanConfig;
import org.symbiosis.adversarial.GanPresets;
import org.symbiosis.adversarial.GanRecipe;
import org.symbiosis.adversarial.GanRecipe.Augmentation;
import org.symbiosis.adversarial.GeneratorConfig;
import org.symbiosis.adversarial.SmoothnessConfig;
import org.symbiosis.config.Configs;
import org.symbiosis.contrastive.SimClrRecipe;
import org.symbiosis.contrastive.Views;
import org.symbiosis.nn.Activation;

/**
 * Rows of chapter 3's tables at an assignment's scale. What the command line changes is changed in
 * the full recipe, and a row's own ablation comes last; {@code --set simclr.KEY=VALUE} is for
 * SimCLR's alone, which otherwise follows the GAN's network, epochs and batches.
 *
 * @param a the assignment
 * @param full the table's own recipe
 */
record StructuralRecipes(Assignment a, GanRecipe full) {
    private static final String SIMCLR = "simclr.";

    /** The recipe that rows are made from. */
    GanRecipe gan() {
        GanRecipe usual =
                a.preset()
                        .map(GanPresets::named)
                        .orElseGet(
                                () ->
                                        switch (a.scale()) {
                                            case TINY -> toy();
                                            case SMALL -> GanRecipe.tiny();
                                            case FULL -> full;
                                        });
        List<String> own = new ArrayList<>(a.changes().overrides());
        own.removeIf(o -> o.startsWith(SIMCLR));
        return a.changes().withOverrides(own).to(usual);
    }

    /** A network of about a second for an iteration, for a single pass over the images. */
    private static GanRecipe toy() {
        List<Stage> stages = List.of(new Stage(1, 1, 2), new Stage(2, 1, 2), new Stage(4, 1, 2));
        BackboneConfig backbone =
                new BackboneConfig.Residual(
                        3, 8, stages, 16, BackboneConfig.FirstNorm.NONE, Activation.ELU);
        GanConfig model =
                new GanConfig(
                        DiscriminatorConfig.of(backbone, 32),
                        GeneratorConfig.BigGanDeep.of(32, 8, 64),
                        Adversary.Gaussian.of(Adversary.Distance.JSD),
                        ClusterConfig.of(512),
                        SmoothnessConfig.reference());
        GanRecipe tiny = GanRecipe.tiny();
        return tiny.withModel(model).withTrain(tiny.train().withBatch(32)).withEpochs(1);
    }

    /** The full objective. */
    StructuralRow ours(String name) {
        return new StructuralRow(name, new Contender.Adversarial(gan()));
    }

    /** The full objective on images that are augmented so. */
    StructuralRow ours(String name, Augmentation augmentation) {
        GanRecipe recipe = gan().withAugmentation(augmentation);
        return new StructuralRow(name, new Contender.Adversarial(recipe));
    }

    /** Another game. */
    StructuralRow game(String name, UnaryOperator<GanConfig> change) {
        GanRecipe recipe = gan();
        GanConfig game = change.apply(recipe.model());
        return new StructuralRow(name, new Contender.Adversarial(recipe.withModel(game)));
    }

    /** SimCLR on the same network. */
    StructuralRow simClr(String name, Views views) {
        List<String> own =
                a.changes().overrides().stream()
                        .filter(o -> o.startsWith(SIMCLR))
                        .map(o -> o.substring(SIMCLR.length()))
                        .toList();
        SimClrRecipe recipe = Configs.withOverrides(SimClrRecipe.beside(gan()), own);
        return new StructuralRow(name, new Contender.Contrastive(recipe.withViews(views)));
    }

    /** The network before its first step. */
    StructuralRow untrained() {
        return new StructuralRow("untrained", new Contender.Untrained(gan()));
    }

    /** The pixels that the network sees. */
    StructuralRow pixels() {
        return new StructuralRow("pixels", new Contender.Pixels(gan().evaluation()));
    }
}
