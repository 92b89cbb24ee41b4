package org.symbiosis.app.features;

import org.symbiosis.data.ImageSource;
import org.symbiosis.data.Preparation;
import org.symbiosis.decay.MaeFile;
import org.symbiosis.decay.MaeRecipe;
import org.symbiosis.eval.FeatureExtractor;
import org.symbiosis.eval.Features;
import org.symbiosis.eval.Pooling;

/** The encoder of a masked autoencoder that was trained here, with its recipe's preparation. */
record OwnEncoder(MaeFile file) implements ImageEncoder {
    @Override
    public Preparation evaluation() {
        return file.recipe().evaluation();
    }

    @Override
    public Preparation augmented() {
        MaeRecipe recipe = file.recipe();
        return Preparation.probe(recipe.model().height(), recipe.evaluation().normalisation());
    }

    @Override
    public Features of(FeatureExtractor how, int layer, Pooling pooling, ImageSource source) {
        return how.of(file.model().encoder(), layer, pooling, source);
    }

    @Override
    public void close() {
        file.close();
    }
}
