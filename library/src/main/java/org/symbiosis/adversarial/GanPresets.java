package org.symbiosis.adversarial;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.symbiosis.UserError;
import org.symbiosis.adversarial.GanRecipe.Augmentation;

/** Recipes by their names: a set or size, and an ablation after a dash. */
public final class GanPresets {
    private static final Map<String, GanRecipe> SIZES = new LinkedHashMap<>();
    private static final Map<String, UnaryOperator<GanRecipe>> ABLATIONS = new LinkedHashMap<>();

    static {
        SIZES.put("tiny", GanRecipe.tiny());
        SIZES.put("cifar10", GanRecipe.cifar());
        SIZES.put("cifar100", GanRecipe.cifar());
        SIZES.put("imagenet10", GanRecipe.imagenet10());
        SIZES.put("imagenet100", GanRecipe.imagenet100());
        ABLATIONS.put("jsd-only", game(GanConfig::coarseOnly));
        ABLATIONS.put("bhattacharyya", game(GanConfig::bhattacharyya));
        ABLATIONS.put("hinge", game(GanConfig::hinge));
        ABLATIONS.put("spectral-norm", game(GanConfig::spectralNorm));
        ABLATIONS.put("aug-none", r -> r.withAugmentation(Augmentation.NONE));
        ABLATIONS.put("aug-f", r -> r.withAugmentation(Augmentation.FLIP));
    }

    private GanPresets() {}

    private static UnaryOperator<GanRecipe> game(UnaryOperator<GanConfig> change) {
        return recipe -> recipe.withModel(change.apply(recipe.model()));
    }

    /**
     * The recipe of this name.
     *
     * @throws UserError listing the names when there is none
     */
    public static GanRecipe named(String name) {
        if (name.equals("spiral")) {
            throw UserError.usage(
                    "the preset 'spiral' is for points", "see symbiosis reproduce figure-3.2");
        }
        int dash = name.indexOf('-');
        GanRecipe size = SIZES.get(dash < 0 ? name : name.substring(0, dash));
        UnaryOperator<GanRecipe> ablation =
                dash < 0 ? UnaryOperator.identity() : ABLATIONS.get(name.substring(dash + 1));
        if (size == null || ablation == null) {
            throw UserError.usage(
                    "there is no preset '" + name + "'",
                    "choose one of "
                            + String.join(", ", SIZES.keySet())
                            + ", alone or followed by -"
                            + String.join(", -", ABLATIONS.keySet()));
        }
        return ablation.apply(size);
    }
}
