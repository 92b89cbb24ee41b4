package org.symbiosis.app.encoders;

import org.symbiosis.data.ImageSource;
import org.symbiosis.data.Preparation;
import org.symbiosis.eval.FeatureExtractor;
import org.symbiosis.eval.Features;

/** A trained model that maps images to vectors. */
public interface Encoder extends AutoCloseable {
    /** How its images are prepared. */
    Preparation evaluation();

    /** Side of its images in pixels. */
    int side();

    /** Features of all images of a source. */
    Features of(FeatureExtractor extractor, ImageSource source);

    @Override
    void close();
}
