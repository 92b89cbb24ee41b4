package org.symbiosis.app.reproduce;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.symbiosis.UserError;
import org.symbiosis.app.Fingerprint;
import org.symbiosis.app.encoders.Encoder;
import org.symbiosis.app.encoders.Encoders;
import org.symbiosis.app.encoders.Reading;
import org.symbiosis.app.generation.EncoderJudge;
import org.symbiosis.app.generation.InceptionJudge;
import org.symbiosis.app.generation.Judge;
import org.symbiosis.app.generation.Judgement;
import org.symbiosis.app.segments.Models;
import org.symbiosis.config.Configs;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.LoaderConfig.OnCorrupt;
import org.symbiosis.decay.MaeRecipe;
import org.symbiosis.eval.FeatureExtractor;
import org.symbiosis.eval.Pooling;
import org.symbiosis.pretrained.ModelStore;
import org.symbiosis.tensor.Engine;

/**
 * In whose features the drawn pictures of a table are judged, the same for all rows and seeds: the
 * model that was named (any encoder of ours, or weights of Inception), or else a small masked
 * autoencoder that is trained on the table's own images first.
 *
 * @param judge the network
 * @param identity tells judges apart whatever they are called: a hash of the weights
 */
record PictureJudge(Judge judge, String identity) implements AutoCloseable {
    private static final long SEED = 1000; // none that the table's own networks begin from

    /** Opens or trains the judge of an assignment whose models name nothing else. */
    static PictureJudge open(Assignment a, ImageSource train) {
        List<String> named = a.materials().models();
        if (named.size() > 1) {
            throw UserError.usage(
                    "one model judges the pictures, not " + named.size(), "give --model once");
        }
        return named.isEmpty() ? trained(a, train) : named(a, named.get(0));
    }

    /** Opens a judge by its name. */
    static PictureJudge named(Assignment a, String name) {
        Path path = ModelStore.ofUser().resolve(name);
        return Files.isDirectory(path) || Models.isOurs(path)
                ? encoder("" + path.getFileName(), path, a)
                : of(new InceptionJudge(path, OnCorrupt.SKIP, a.progress()), path);
    }

    private static PictureJudge of(Judge judge, Path path) {
        return new PictureJudge(judge, Fingerprint.of(weights(path)));
    }

    /** Trains a judge, unless it is there, in the same way whatever the table's own recipe. */
    static PictureJudge trained(Assignment a, ImageSource train) {
        MaeRecipe recipe = MaeRecipe.tiny().withSeed(SEED);
        String settings =
                Fingerprint.of(Configs.json(recipe) + train.size() + " of " + train.name());
        Path run = a.folder().resolve("judge-" + settings.substring(0, 8));
        a.progress().message("the judge of pictures, a masked autoencoder:");
        MaeRun.train(recipe, train, run, a.progress());
        return encoder("masked autoencoder " + run.getFileName(), run, a);
    }

    /** The file in which the weights of a run, or of a file, are. */
    static Path weights(Path model) {
        return Files.isDirectory(model) ? model.resolve("model.safetensors") : model;
    }

    /** Any encoder of ours; of a transformer the mean of all tokens, of a GAN the backbone. */
    private static PictureJudge encoder(String words, Path run, Assignment a) {
        Reading reading = new Reading(-1, Pooling.MEAN_ALL, Reading.Part.BACKBONE, 1);
        Encoder encoder = Encoders.open(run.toString(), reading);
        FeatureExtractor extractor =
                new FeatureExtractor(encoder.evaluation(), Engine.cores(), a.progress());
        Judge judge =
                new EncoderJudge(words, images -> encoder.of(extractor, images), encoder::close);
        return of(judge, run);
    }

    /** What it makes of a set of images, without an Inception score. */
    Judgement judgement(ImageSource images) {
        return judge.judge(images, Integer.MAX_VALUE);
    }

    @Override
    public void close() {
        judge.close();
    }
}
