package org.symbiosis.app.features;

import java.nio.file.Files;
import java.nio.file.Path;
import org.symbiosis.app.segments.Models;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.Preparation;
import org.symbiosis.decay.MaeFile;
import org.symbiosis.eval.FeatureExtractor;
import org.symbiosis.eval.Features;
import org.symbiosis.eval.Pooling;
import org.symbiosis.pretrained.ModelStore;

/** A model that turns images into vectors. */
public sealed interface ImageEncoder extends AutoCloseable permits OwnEncoder, PublicEncoder {
    /**
     * Opens a run's folder, a model of ours, or a public transformer by its file or its name.
     *
     * @throws org.symbiosis.UserError when it is none of these, or damaged
     */
    static ImageEncoder open(String name) {
        Path path = ModelStore.ofUser().resolve(name);
        return Files.isDirectory(path) || Models.isOurs(path)
                ? new OwnEncoder(MaeFile.open(path))
                : new PublicEncoder(Models.open(name));
    }

    /** How images are prepared to be judged. */
    Preparation evaluation();

    /** How images are prepared to train a probe: cropped and flipped at random. */
    Preparation augmented();

    /**
     * Features of a set.
     *
     * @param how they are computed
     * @param layer block whose output is taken, from 0; -1 for the end
     */
    Features of(FeatureExtractor how, int layer, Pooling pooling, ImageSource source);

    /** Frees the model. */
    @Override
    void close();
}
