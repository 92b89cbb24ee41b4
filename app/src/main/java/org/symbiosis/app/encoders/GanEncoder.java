package org.symbiosis.app.encoders;

import org.symbiosis.adversarial.Discriminator;
import org.symbiosis.adversarial.GanFile;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.Preparation;
import org.symbiosis.eval.FeatureExtractor;
import org.symbiosis.eval.Features;

/** The discriminator of a structural GAN. */
record GanEncoder(GanFile file, Reading.Part part) implements Encoder {
    @Override
    public Preparation evaluation() {
        return file.recipe().evaluation();
    }

    @Override
    public Features of(FeatureExtractor extractor, ImageSource source) {
        Discriminator moment = file.model().momentDiscriminator();
        Discriminator online = file.model().discriminator();
        return switch (part) {
            case BACKBONE -> extractor.of(moment::features, "backbone", source);
            case EMBEDDING -> extractor.of(x -> moment.forward(x).unit(), "embedding", source);
            case ONLINE -> extractor.of(online::features, "backbone of the last step", source);
        };
    }

    @Override
    public void close() {
        file.close();
    }
}
