package org.symbiosis.nested;

import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.UserError;
import org.symbiosis.data.Batch;
import org.symbiosis.data.Batches;
import org.symbiosis.data.Batches.Position;
import org.symbiosis.diffusion.DiffusionRecipe;
import org.symbiosis.diffusion.Examples;
import org.symbiosis.diffusion.Space;
import org.symbiosis.nested.latents.FirstLatent;
import org.symbiosis.nested.latents.LatentPyramid;
import org.symbiosis.nested.latents.LatentShape;
import org.symbiosis.nested.latents.LatentStore;
import org.symbiosis.nn.UVitConfig;

/**
 * The bottom latents of a cache as examples for a single diffusion model: images are encoded once,
 * not at every step. Which of them are mirrored is up to the cache's views, not to the recipe's
 * preparation.
 *
 * @param store the cache; it belongs to the caller
 */
public record StoredExamples(LatentStore store) implements Examples {
    private static final String PIXELS = "pixels";

    @Override
    public String name() {
        return store.folder().toString();
    }

    @Override
    public int classes() {
        return store.manifest().classes().size();
    }

    @Override
    public void require(DiffusionRecipe recipe) {
        if (!isOf(recipe.space())) {
            throw UserError.usage(
                    "%s holds %s, and the model works on %s"
                            .formatted(store.folder(), words(first()), words(recipe.space())),
                    "make latents of the model's kind, or choose another --preset");
        }
        LatentShape shape = pyramid().shape(1);
        UVitConfig model = recipe.model();
        boolean isSquare = model.height() == shape.side() && model.width() == shape.side();
        if (model.channels() != shape.channels() || !isSquare) {
            throw UserError.usage(
                    "%s holds latents of %s, and the model takes %d x %d x %d"
                            .formatted(
                                    store.folder(),
                                    shape.words(),
                                    model.channels(),
                                    model.height(),
                                    model.width()),
                    "make latents of images of the model's side, or choose another --preset");
        }
    }

    private boolean isOf(Space space) {
        if (first() instanceof FirstLatent.Vae vae) {
            return space instanceof Space.Latents latents && latents.scale() == vae.factor();
        }
        return space instanceof Space.Pixels;
    }

    private static String words(FirstLatent first) {
        return first instanceof FirstLatent.Vae vae ? scaled(vae.factor()) : PIXELS;
    }

    private static String words(Space space) {
        return space instanceof Space.Latents latents ? scaled(latents.scale()) : PIXELS;
    }

    private static String scaled(double factor) {
        return "autoencoder latents times " + factor;
    }

    private LatentPyramid pyramid() {
        return store.manifest().config().pyramid();
    }

    private FirstLatent first() {
        return pyramid().first();
    }

    @Override
    public Function<Position, Batches> batches(DiffusionRecipe recipe) {
        return place ->
                new LatentBatches(store, recipe.train().batch(), recipe.train().seed(), place);
    }

    @Override
    public Tensor seen(Batch batch) {
        int[] views = store.drawViews(batch.size());
        return first().draw(store.image(batch.indices(), views));
    }
}
