package org.symbiosis.app.encoders;

import org.symbiosis.data.ImageSource;
import org.symbiosis.data.Preparation;
import org.symbiosis.eval.FeatureExtractor;
import org.symbiosis.eval.Features;
import org.symbiosis.nn.VisionTransformer;
import org.symbiosis.tensor.Engine;
import org.symbiosis.train.Progress;

/**
 * Tokens of a vision transformer, pooled.
 *
 * @param encoder the transformer
 * @param evaluation how images are prepared
 * @param choice block and pooling
 * @param progress told of the images done
 * @param release gives the model back
 */
record TransformerFeatures(
        VisionTransformer encoder,
        Preparation evaluation,
        FeatureChoice choice,
        Progress progress,
        Runnable release)
        implements FeatureModel {
    @Override
    public Features features(ImageSource source) {
        return extract(evaluation, source, 0, 0);
    }

    @Override
    public Features augmented(ImageSource source, long seed, int epoch) {
        Preparation probe =
                Preparation.probe(encoder.config().height(), evaluation.normalisation());
        return extract(probe, source, seed, epoch);
    }

    private Features extract(Preparation how, ImageSource source, long seed, int epoch) {
        return new FeatureExtractor(how, Engine.cores(), progress)
                .drawing(seed, epoch)
                .of(encoder, choice.layer(), choice.pooling(), source);
    }

    @Override
    public void close() {
        release.run();
    }
}
