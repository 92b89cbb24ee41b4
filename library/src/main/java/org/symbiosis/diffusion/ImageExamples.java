package org.symbiosis.diffusion;

import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.data.Batch;
import org.symbiosis.data.Batches;
import org.symbiosis.data.Batches.Position;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.LoaderConfig.OnCorrupt;
import org.symbiosis.train.TrainingSet;

/**
 * Images, brought into the model's space batch by batch.
 *
 * @param images the images
 * @param onCorrupt what happens to those that cannot be read
 * @param space where the model works
 */
public record ImageExamples(ImageSource images, OnCorrupt onCorrupt, LatentSpace space)
        implements Examples {
    /** For models of pixels. */
    public static ImageExamples ofPixels(ImageSource images, OnCorrupt onCorrupt) {
        return new ImageExamples(images, onCorrupt, LatentSpace.pixels());
    }

    @Override
    public String name() {
        return images.name();
    }

    @Override
    public int classes() {
        return images.classes().size();
    }

    @Override
    public void require(DiffusionRecipe recipe) {
        recipe.require(space);
    }

    @Override
    public Function<Position, Batches> batches(DiffusionRecipe recipe) {
        return new TrainingSet(images, recipe.preparation(), onCorrupt).batches(recipe.train());
    }

    @Override
    public Tensor seen(Batch batch) {
        return space.seen(batch);
    }
}
