package org.symbiosis.eval.finetune;

import java.util.List;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.symbiosis.UserError;
import org.symbiosis.config.Configs;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.LoaderConfig;
import org.symbiosis.data.Preparation;
import org.symbiosis.eval.FeatureExtractor;
import org.symbiosis.eval.Features;
import org.symbiosis.eval.Pooling;
import org.symbiosis.nn.VisionTransformer;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;
import org.symbiosis.train.ModelIdentity;
import org.symbiosis.train.Progress;
import org.symbiosis.train.RunDirectory;
import org.symbiosis.train.TrainConfig;
import org.symbiosis.train.Trainer;
import org.symbiosis.train.TrainingSet;

/** Trains an encoder and a classifying head end to end, and tests them. */
public final class FineTuning {
    /** What weights of this kind are noted as. */
    public static final String KIND = "fine-tuned";

    private FineTuning() {}

    /**
     * Images of known classes.
     *
     * @param train to learn from
     * @param test to be tested on, of the same classes
     * @param onCorrupt what happens to images to learn from that cannot be read
     */
    public record Images(ImageSource train, ImageSource test, LoaderConfig.OnCorrupt onCorrupt) {
        /**
         * Checks the classes.
         *
         * @throws UserError when there are none, or not the same
         */
        public Images {
            if (train.classes().size() < 2) {
                throw UserError.usage(
                        train.name() + " has no classes to tell apart",
                        "give images in a folder for each class");
            }
            if (!train.classes().equals(test.classes())) {
                throw UserError.usage(
                        train.name() + " and " + test.name() + " do not have the same classes",
                        "give training and test images of the same classes");
            }
        }
    }

    /**
     * What came of it.
     *
     * @param outcome how the training ended
     * @param top1 percentage of the test images whose class has the highest score; not a number
     *     when the training was interrupted
     * @param tested number of test images
     */
    public record Result(Trainer.Outcome outcome, double top1, int tested) {}

    /**
     * Fine-tunes into a run directory, or continues there; the encoder itself stays as it is.
     *
     * @throws UserError when images belong to no class, or the training diverges
     */
    public static Result run(
            VisionTransformer encoder,
            FineTuneConfig config,
            Images images,
            RunDirectory run,
            Progress progress) {
        TrainConfig train = config.train();
        List<String> classes = images.train().classes();
        FineTuned.Recipe recipe = new FineTuned.Recipe(encoder.config(), classes, config);
        Seed.set(train.seed());
        try (Classifier model = Classifier.on(encoder, classes.size())) {
            Trainer trainer =
                    new Trainer(
                            new FineTuneMethod(model, config),
                            new TrainingSet(
                                    images.train(), config.preparation(), images.onCorrupt()),
                            train,
                            run,
                            new ModelIdentity(KIND, Configs.json(recipe)),
                            progress);
            Trainer.Outcome outcome = trainer.run();
            if (outcome == Trainer.Outcome.INTERRUPTED) {
                return new Result(outcome, Double.NaN, 0);
            }
            Features features =
                    pooled(
                            model,
                            config.evaluation(),
                            images.test(),
                            train.workersUsed(),
                            progress);
            return new Result(outcome, top1(model, features), features.n());
        }
    }

    /** Mean patch tokens of all images, computed on this many threads. */
    static Features pooled(
            Classifier model,
            Preparation preparation,
            ImageSource source,
            int workers,
            Progress progress) {
        return new FeatureExtractor(preparation, workers, progress)
                .of(model.encoder(), -1, Pooling.MEAN, source);
    }

    /** Percentage of images whose own class has the highest score. */
    static double top1(Classifier model, Features features) {
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            long[] best =
                    Plain.longs(model.score(features.tensor()).argmax(new LongOptional(1), false));
            int right = 0;
            for (int i = 0; i < best.length; i++) {
                right += best[i] == features.labels()[i] ? 1 : 0;
            }
            return 100.0 * right / best.length;
        }
    }
}
