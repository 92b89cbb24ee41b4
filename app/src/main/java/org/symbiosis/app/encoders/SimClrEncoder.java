package org.symbiosis.app.encoders;

import org.symbiosis.adversarial.Discriminator;
import org.symbiosis.contrastive.SimClrFile;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.Preparation;
import org.symbiosis.eval.FeatureExtractor;
import org.symbiosis.eval.Features;

/** The network of SimCLR; it has no running mean, so the last step's backbone is the backbone. */
record SimClrEncoder(SimClrFile file, Reading.Part part) implements Encoder {
    @Override
    public Preparation evaluation() {
        return file.recipe().evaluation();
    }

    @Override
    public Features of(FeatureExtractor extractor, ImageSource source) {
        Discriminator network = file.model();
        return part == Reading.Part.EMBEDDING
                ? extractor.of(x -> network.forward(x).unit(), "embedding", source)
                : extractor.of(network::features, "backbone", source);
    }

    @Override
    public void close() {
        file.close();
    }
}
