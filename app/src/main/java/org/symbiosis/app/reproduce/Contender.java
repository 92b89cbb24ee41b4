package org.symbiosis.app.reproduce;

import java.nio.file.Path;
import org.symbiosis.adversarial.GanModel;
import org.symbiosis.adversarial.GanRecipe;
import org.symbiosis.adversarial.GanTraining;
import org.symbiosis.app.encoders.Encoder;
import org.symbiosis.app.encoders.Encoders;
import org.symbiosis.app.encoders.Reading;
import org.symbiosis.contrastive.SimClrRecipe;
import org.symbiosis.contrastive.SimClrTraining;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.LoaderConfig.OnCorrupt;
import org.symbiosis.data.Preparation;
import org.symbiosis.eval.FeatureExtractor;
import org.symbiosis.eval.Features;
import org.symbiosis.eval.Pooling;
import org.symbiosis.train.Progress;
import org.symbiosis.train.RunDirectory;
import org.symbiosis.train.TrainConfig;
import org.symbiosis.train.Trainer;

/** What gives a row of chapter 3's tables its features. */
sealed interface Contender {
    /** The same from another seed. */
    Contender withSeed(long seed);

    /**
     * Its features.
     *
     * @param weights where a training has left them: a run or a checkpoint
     */
    Encoder open(Path weights);

    /** What has to be trained first. */
    sealed interface Learner extends Contender {
        @Override
        Learner withSeed(long seed);

        /** How it is trained. */
        TrainConfig train();

        /** The same with another training. */
        Learner withTrain(TrainConfig other);

        /** Trains into a folder, or goes on there. */
        Trainer.Outcome run(ImageSource images, RunDirectory run, Progress progress);

        @Override
        default Encoder open(Path weights) {
            Reading backbone = new Reading(-1, Pooling.MEAN_ALL, Reading.Part.BACKBONE, 1);
            return Encoders.open(weights.toString(), backbone);
        }
    }

    /** A structural GAN: the backbone of its momentum discriminator. */
    record Adversarial(GanRecipe recipe) implements Learner {
        @Override
        public Adversarial withSeed(long seed) {
            return new Adversarial(recipe.withSeed(seed));
        }

        @Override
        public TrainConfig train() {
            return recipe.train();
        }

        @Override
        public Adversarial withTrain(TrainConfig other) {
            return new Adversarial(recipe.withTrain(other));
        }

        @Override
        public Trainer.Outcome run(ImageSource images, RunDirectory run, Progress progress) {
            return GanTraining.run(recipe, images, OnCorrupt.SKIP, run, progress);
        }
    }

    /** SimCLR on the same network. */
    record Contrastive(SimClrRecipe recipe) implements Learner {
        @Override
        public Contrastive withSeed(long seed) {
            return new Contrastive(recipe.withSeed(seed));
        }

        @Override
        public TrainConfig train() {
            return recipe.train();
        }

        @Override
        public Contrastive withTrain(TrainConfig other) {
            return new Contrastive(recipe.withTrain(other));
        }

        @Override
        public Trainer.Outcome run(ImageSource images, RunDirectory run, Progress progress) {
            return SimClrTraining.run(recipe, images, OnCorrupt.SKIP, run, progress);
        }
    }

    /** The discriminator before its first step. */
    record Untrained(GanRecipe recipe) implements Contender {
        @Override
        public Untrained withSeed(long seed) {
            return new Untrained(recipe.withSeed(seed));
        }

        @Override
        public Encoder open(Path weights) {
            GanModel blank = GanTraining.untrained(recipe);
            blank.eval();
            return new Blank(recipe.evaluation(), blank);
        }

        private record Blank(Preparation evaluation, GanModel model) implements Encoder {
            @Override
            public Features of(FeatureExtractor extractor, ImageSource source) {
                return extractor.of(
                        model.momentDiscriminator()::features, "untrained backbone", source);
            }

            @Override
            public void close() {
                model.close();
            }
        }
    }

    /** No network: what every feature has to beat. */
    record Pixels(Preparation evaluation) implements Contender {
        @Override
        public Pixels withSeed(long seed) {
            return this;
        }

        @Override
        public Encoder open(Path weights) {
            return new Plain(evaluation);
        }

        private record Plain(Preparation evaluation) implements Encoder {
            @Override
            public Features of(FeatureExtractor extractor, ImageSource source) {
                return extractor.pixels(source);
            }

            @Override
            public void close() {
                // There is nothing to give back.
            }
        }
    }
}
