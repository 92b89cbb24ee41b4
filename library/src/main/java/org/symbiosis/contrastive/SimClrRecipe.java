package org.symbiosis.contrastive;

import java.util.List;
import org.symbiosis.adversarial.DiscriminatorConfig;
import org.symbiosis.adversarial.GanRecipe;
import org.symbiosis.adversarial.Weights;
import org.symbiosis.data.Normalisation;
import org.symbiosis.data.Preparation;
import org.symbiosis.data.Transform.CentreCrop;
import org.symbiosis.data.Transform.Resize;
import org.symbiosis.train.LearningRate;
import org.symbiosis.train.LearningRate.Scaling;
import org.symbiosis.train.OptimizerConfig;
import org.symbiosis.train.Precision;
import org.symbiosis.train.Recipe;
import org.symbiosis.train.TrainConfig;

/**
 * A whole training of SimCLR. The thesis names none of its constants; these are usual ones.
 *
 * @param model the network and its loss
 * @param train how it is trained
 * @param views how two views of an image are made
 * @param preparation of the images before the views are made: values in [0, 1]
 * @param evaluation preparation of images whose features are wanted
 */
public record SimClrRecipe(
        SimClrConfig model,
        TrainConfig train,
        Views views,
        Preparation preparation,
        Preparation evaluation)
        implements Recipe<SimClrRecipe> {
    /** Checks what the loss cannot do. */
    public SimClrRecipe {
        if (train.batch() < 2) {
            throw new IllegalArgumentException(
                    "train.batch must be at least 2: an image is told from others");
        }
        if (train.accumulation() != 1) {
            throw new IllegalArgumentException(
                    "train.accumulation must be 1: the loss couples the images of a batch");
        }
        if (preparation.normalisation() != Normalisation.NONE) {
            throw new IllegalArgumentException(
                    "preparation.normalisation must be none: views are made of values in [0, 1]");
        }
    }

    /**
     * Table 3.1 on CIFAR: the discriminator's backbone, SimCLR's views, 1000 epochs, batch 512. The
     * thesis reports 90.6 % by SVM and 75.3 % by k-means on CIFAR-10.
     */
    public static SimClrRecipe cifar() {
        return of(SimClrConfig.cifar(), 32, 1000, 512);
    }

    /** Table 3.1 on ImageNet-10: 89.0 % by SVM and 65.7 % by k-means in the thesis. */
    public static SimClrRecipe imagenet10() {
        return of(SimClrConfig.imagenet10(), 128, 500, 320);
    }

    /** A quarter of the widths, 20 epochs: for machines without a GPU. */
    public static SimClrRecipe tiny() {
        return of(SimClrConfig.tiny(), 32, 20, 64);
    }

    /**
     * SimCLR as a structural GAN is to be compared with (Table 3.2): the same network, images,
     * epochs and batches; optimiser and temperature are its own.
     */
    public static SimClrRecipe beside(GanRecipe gan) {
        DiscriminatorConfig network =
                gan.model().discriminator().withClasses(0).withWeights(Weights.PLAIN);
        TrainConfig train = gan.train();
        SimClrRecipe recipe =
                of(
                        new SimClrConfig(network, SimClrConfig.cifar().temperature()),
                        gan.model().side(),
                        train.epochs(),
                        train.batch());
        TrainConfig own =
                recipe.train()
                        .withSeed(train.seed())
                        .withWorkers(train.workers())
                        .withCheckpointEvery(train.checkpointEvery());
        return new SimClrRecipe(
                recipe.model(), own, recipe.views(), recipe.preparation(), gan.evaluation());
    }

    private static SimClrRecipe of(SimClrConfig model, int side, double epochs, int batch) {
        TrainConfig train =
                new TrainConfig(
                        epochs,
                        batch,
                        1,
                        new OptimizerConfig.AdamW(0.9, 0.999, 1e-8, 1e-4),
                        new LearningRate.WarmupCosine(1e-3, Scaling.NONE, epochs / 100, 0),
                        Double.POSITIVE_INFINITY,
                        0,
                        Precision.FP32,
                        0,
                        0,
                        200,
                        2,
                        10);
        Preparation square =
                new Preparation(
                        List.of(new Resize(side), new CentreCrop(side)), Normalisation.NONE);
        return new SimClrRecipe(model, train, Views.SIMCLR, square, GanRecipe.evaluation(side));
    }

    /** The same with other views. */
    public SimClrRecipe withViews(Views other) {
        return new SimClrRecipe(model, train, other, preparation, evaluation);
    }

    /** The same with another model. */
    public SimClrRecipe withModel(SimClrConfig other) {
        return new SimClrRecipe(other, train, views, preparation, evaluation);
    }

    /** The same with another training. */
    public SimClrRecipe withTrain(TrainConfig other) {
        return new SimClrRecipe(model, other, views, preparation, evaluation);
    }

    /** The same for so many epochs, as large a part of them warm-up. */
    @Override
    public SimClrRecipe withEpochs(double epochs) {
        return withTrain(train.stretchedTo(epochs));
    }

    @Override
    public SimClrRecipe withSeed(long seed) {
        return withTrain(train.withSeed(seed));
    }
}
