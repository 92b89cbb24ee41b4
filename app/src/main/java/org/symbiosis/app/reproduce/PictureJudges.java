package org.symbiosis.app.reproduce;

import java.nio.file.Files;
import java.nio.file.Path;
import org.symbiosis.UserError;
import org.symbiosis.app.encoders.Encoder;
import org.symbiosis.app.encoders.Encoders;
import org.symbiosis.app.encoders.Reading;
import org.symbiosis.app.generation.EncoderJudge;
import org.symbiosis.app.generation.InceptionJudge;
import org.symbiosis.app.generation.Judge;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.LoaderConfig.OnCorrupt;
import org.symbiosis.decay.MaeFile;
import org.symbiosis.decay.MaeRecipe;
import org.symbiosis.decay.MaeTraining;
import org.symbiosis.eval.FeatureExtractor;
import org.symbiosis.eval.Pooling;
import org.symbiosis.pretrained.ModelStore;
import org.symbiosis.tensor.Engine;
import org.symbiosis.train.RunDirectory;
import org.symbiosis.train.Trainer;

/**
 * In whose features the drawn pictures of a table are judged: the model that was named (a masked
 * autoencoder's run, or weights of Inception), or else a small masked autoencoder that is trained
 * on the table's own images first, the same for all rows.
 */
final class PictureJudges {
    private PictureJudges() {}

    /** Opens or trains the judge of an assignment. */
    static Judge open(Assignment a, ImageSource train) {
        if (a.materials().models().size() > 1) {
            throw UserError.usage(
                    "one model judges the pictures, not " + a.materials().models().size(),
                    "give --models once");
        }
        if (a.materials().models().isEmpty()) {
            return encoder(trained(a, train), a);
        }
        Path named = ModelStore.ofUser().resolve(a.materials().models().get(0));
        return Files.isDirectory(named)
                ? named(named, a)
                : new InceptionJudge(named, OnCorrupt.SKIP, a.progress());
    }

    /** Any encoder of ours; of a transformer the mean of all tokens, of a GAN the backbone. */
    private static Judge named(Path run, Assignment a) {
        Reading reading = new Reading(-1, Pooling.MEAN_ALL, Reading.Part.BACKBONE, 1);
        Encoder encoder = Encoders.open(run.toString(), reading);
        FeatureExtractor extractor =
                new FeatureExtractor(encoder.evaluation(), Engine.cores(), a.progress());
        return new EncoderJudge(
                "" + run.getFileName(), images -> encoder.of(extractor, images), encoder::close);
    }

    private static Judge encoder(Path run, Assignment a) {
        MaeFile file = MaeFile.open(run);
        FeatureExtractor extractor =
                new FeatureExtractor(file.recipe().evaluation(), Engine.cores(), a.progress());
        return new EncoderJudge(
                "masked autoencoder " + run.getFileName(),
                images -> extractor.of(file.model().encoder(), -1, Pooling.MEAN_ALL, images),
                file::close);
    }

    private static Path trained(Assignment a, ImageSource train) {
        Path path = a.folder().resolve("judge");
        if (Files.exists(path.resolve("model.safetensors"))) {
            return path;
        }
        MaeRecipe tiny = MaeRecipe.tiny();
        MaeRecipe recipe = a.changes().epochs() > 0 ? tiny.withEpochs(a.changes().epochs()) : tiny;
        a.progress().message("the judge of pictures, a masked autoencoder:");
        try (RunDirectory run = RunDirectory.createOrResume(path)) {
            Trainer.Outcome outcome =
                    MaeTraining.run(recipe, train, OnCorrupt.SKIP, run, a.progress());
            if (outcome == Trainer.Outcome.INTERRUPTED) {
                throw UserError.failed(
                        "stopped while training " + path, "the same command goes on from there");
            }
            return path;
        }
    }
}
