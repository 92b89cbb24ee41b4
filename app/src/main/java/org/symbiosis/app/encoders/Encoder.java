package org.symbiosis.app.encoders;

import org.symbiosis.data.ImageSource;
import org.symbiosis.data.Preparation;
import org.symbiosis.eval.FeatureExtractor;
import org.symbiosis.eval.Features;

/** A model that turns images into vectors, whoever trained it. */
public interface Encoder extends AutoCloseable {
    /** How images are prepared to be judged. */
    Preparation evaluation();

    /** How images are prepared to train a probe: cropped and flipped at random. */
    default Preparation augmented() {
        return Preparation.probe(evaluation().side().orElseThrow(), evaluation().normalisation());
    }

    /** Features of all images of a source. */
    Features of(FeatureExtractor extractor, ImageSource source);

    @Override
    void close();
}
