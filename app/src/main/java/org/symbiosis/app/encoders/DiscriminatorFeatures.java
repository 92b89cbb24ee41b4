package org.symbiosis.app.encoders;

import org.symbiosis.adversarial.Discriminator;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.Preparation;
import org.symbiosis.eval.FeatureExtractor;
import org.symbiosis.eval.Features;
import org.symbiosis.tensor.Engine;
import org.symbiosis.train.Progress;

/**
 * Vectors of a discriminator, trained by the game or by SimCLR.
 *
 * @param network whose vectors they are
 * @param evaluation how images are prepared
 * @param side of the images in pixels
 * @param vector which
 * @param progress told of the images done
 * @param release gives the model back
 */
record DiscriminatorFeatures(
        Discriminator network,
        Preparation evaluation,
        int side,
        FeatureChoice.Vector vector,
        Progress progress,
        Runnable release)
        implements FeatureModel {
    @Override
    public Features features(ImageSource source) {
        return extract(evaluation, source, 0, 0);
    }

    @Override
    public Features augmented(ImageSource source, long seed, int epoch) {
        return extract(Preparation.probe(side, evaluation.normalisation()), source, seed, epoch);
    }

    private Features extract(Preparation how, ImageSource source, long seed, int epoch) {
        return new FeatureExtractor(how, Engine.cores(), progress)
                .drawing(seed, epoch)
                .of(
                        vector.isEmbedding()
                                ? images -> network.forward(images).unit()
                                : network::features,
                        vector.words(),
                        source);
    }

    @Override
    public void close() {
        release.run();
    }
}
