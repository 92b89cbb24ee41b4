package org.symbiosis.app.encoders;

import org.symbiosis.data.ImageSource;
import org.symbiosis.eval.Features;

/** A model that turns images into vectors. */
public interface FeatureModel extends AutoCloseable {
    /** Vectors of images as they are. */
    Features features(ImageSource source);

    /** Vectors of randomly cropped and flipped images, other ones in each epoch. */
    Features augmented(ImageSource source, long seed, int epoch);

    @Override
    void close();
}
