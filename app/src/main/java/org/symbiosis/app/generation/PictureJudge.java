package org.symbiosis.app.generation;

import java.nio.file.Files;
import java.nio.file.Path;
import org.symbiosis.app.Fingerprint;
import org.symbiosis.app.encoders.Encoder;
import org.symbiosis.app.encoders.Encoders;
import org.symbiosis.app.encoders.Reading;
import org.symbiosis.app.segments.Models;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.LoaderConfig.OnCorrupt;
import org.symbiosis.eval.FeatureExtractor;
import org.symbiosis.eval.Pooling;
import org.symbiosis.pretrained.ModelStore;
import org.symbiosis.tensor.Engine;
import org.symbiosis.train.Progress;

/**
 * A judge of drawn pictures by its name alone: any encoder of ours, or weights of Inception.
 *
 * @param judge the network
 * @param identity tells judges apart whatever they are called: a hash of the weights
 */
public record PictureJudge(Judge judge, String identity) implements AutoCloseable {
    /**
     * Opens one.
     *
     * @param name a run, a model file, or a name of the store
     * @throws org.symbiosis.UserError when there is no such model
     */
    public static PictureJudge named(String name, Progress progress) {
        Path path = ModelStore.ofUser().resolve(name);
        return isOurs(path)
                ? encoder("" + path.getFileName(), path, progress)
                : of(new InceptionJudge(path, OnCorrupt.SKIP, progress), path);
    }

    /** Whether a model is of our own training. */
    public static boolean isOurs(Path model) {
        return Files.isDirectory(model) || Models.isOurs(model);
    }

    /**
     * Any encoder of ours; of a transformer the mean of all tokens, of a GAN the backbone.
     *
     * @param words what it is called beside its numbers
     */
    public static PictureJudge encoder(String words, Path run, Progress progress) {
        Reading reading = new Reading(-1, Pooling.MEAN_ALL, Reading.Part.BACKBONE, 1);
        Encoder encoder = Encoders.open(run.toString(), reading);
        FeatureExtractor extractor =
                new FeatureExtractor(encoder.evaluation(), Engine.cores(), progress);
        Judge judge =
                new EncoderJudge(words, images -> encoder.of(extractor, images), encoder::close);
        return of(judge, run);
    }

    private static PictureJudge of(Judge judge, Path path) {
        return new PictureJudge(judge, identity(path));
    }

    /** The identity that a judge of these weights has. */
    public static String identity(Path model) {
        return Fingerprint.of(
                Files.isDirectory(model) ? model.resolve("model.safetensors") : model);
    }

    /** What it makes of a set of images, without an Inception score. */
    public Judgement judgement(ImageSource images) {
        return judge.judge(images, Integer.MAX_VALUE);
    }

    @Override
    public void close() {
        judge.close();
    }
}
