package org.symbiosis.app.encoders;

import org.symbiosis.data.ImageSource;
import org.symbiosis.data.Preparation;
import org.symbiosis.decay.MaeFile;
import org.symbiosis.eval.FeatureExtractor;
import org.symbiosis.eval.Features;

/** The encoder of a masked autoencoder that was trained here, with its recipe's preparation. */
record MaeEncoder(MaeFile file, Reading reading) implements Encoder {
    @Override
    public Preparation evaluation() {
        return file.recipe().evaluation();
    }

    @Override
    public Features of(FeatureExtractor extractor, ImageSource source) {
        return extractor.of(file.model().encoder(), reading.layer(), reading.pooling(), source);
    }

    @Override
    public void close() {
        file.close();
    }
}
