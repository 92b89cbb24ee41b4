package org.symbiosis.decay;

import org.symbiosis.data.Normalisation;
import org.symbiosis.data.Preparation;
import org.symbiosis.nn.Shortcut;
import org.symbiosis.train.LearningRate;
import org.symbiosis.train.LearningRate.Scaling;
import org.symbiosis.train.OptimizerConfig;
import org.symbiosis.train.Precision;
import org.symbiosis.train.Recipe;
import org.symbiosis.train.TrainConfig;

/**
 * A whole pre-training of a masked autoencoder.
 *
 * @param model the network
 * @param train how it is trained
 * @param preparation of the images in training
 * @param evaluation preparation of images whose features are wanted
 */
public record MaeRecipe(
        MaeConfig model, TrainConfig train, Preparation preparation, Preparation evaluation)
        implements Recipe<MaeRecipe> {
    /** Checks that the images are prepared to the model's size. */
    public MaeRecipe {
        preparation.requireSize(model.height(), model.width());
        evaluation.requireSize(model.height(), model.width());
    }

    /**
     * Table 2.1: ViT-B/16 with alphaMin 0.6 on ImageNet-1K, 800 epochs, batch 1024, base rate
     * 1.5e-4. The thesis reports 72.7 % by linear probe, 63.9 % by kNN, after 200 hours on 4 GPUs.
     */
    public static MaeRecipe table2_1() {
        return imagenet(MaeConfig.table2_1());
    }

    /** Table 2.2: an encoder of some width and depth on ImageNet-100, otherwise as Table 2.1. */
    public static MaeRecipe table2_2(int dim, int depth, double alphaMin) {
        return imagenet(MaeConfig.table2_2(dim, depth, alphaMin));
    }

    private static MaeRecipe imagenet(MaeConfig model) {
        TrainConfig train =
                new TrainConfig(
                        800,
                        256,
                        4,
                        OptimizerConfig.AdamW.ofMae(),
                        new LearningRate.WarmupCosine(1.5e-4, Scaling.PER_256_IMAGES, 40, 0),
                        Double.POSITIVE_INFINITY,
                        0,
                        Precision.FP32,
                        0,
                        0,
                        500,
                        3,
                        20);
        return new MaeRecipe(
                model,
                train,
                Preparation.pretraining(224, Normalisation.IMAGENET),
                Preparation.evaluation(224, Normalisation.IMAGENET));
    }

    /** ViT-Tiny with patch 4 on pictures of 32 pixels: CIFAR and the like, 200 epochs. */
    public static MaeRecipe cifar() {
        return small(MaeConfig.cifar(), Normalisation.CIFAR10, 200, 128);
    }

    /** The original masked autoencoder on ImageNet: ViT-B/16 without decay, skips, zero start. */
    public static MaeRecipe original() {
        return imagenet(MaeConfig.table2_1().original());
    }

    /** The smallest model that learns something: minutes on two cores. */
    public static MaeRecipe tiny() {
        return small(MaeConfig.tiny(), Normalisation.HALF, 20, 64);
    }

    private static MaeRecipe small(
            MaeConfig model, Normalisation normalisation, double epochs, int batch) {
        TrainConfig train =
                new TrainConfig(
                        epochs,
                        batch,
                        1,
                        OptimizerConfig.AdamW.ofMae(),
                        new LearningRate.WarmupCosine(1e-3, Scaling.NONE, epochs / 20, 0),
                        Double.POSITIVE_INFINITY,
                        0,
                        Precision.FP32,
                        0,
                        0,
                        200,
                        2,
                        10);
        return new MaeRecipe(
                model,
                train,
                Preparation.small(model.height(), normalisation),
                Preparation.evaluation(model.height(), normalisation));
    }

    /** The same with another model. */
    public MaeRecipe withModel(MaeConfig other) {
        return new MaeRecipe(other, train, preparation, evaluation);
    }

    /** The same with other shortcuts. */
    public MaeRecipe withShortcut(Shortcut shortcut) {
        return withModel(model.withShortcut(shortcut));
    }

    /** The same for images of another side in pixels, a multiple of the patch. */
    public MaeRecipe withSide(int side) {
        return new MaeRecipe(
                model.withSide(side), train, preparation.withSide(side), evaluation.withSide(side));
    }

    /** The same with another training. */
    public MaeRecipe withTrain(TrainConfig other) {
        return new MaeRecipe(model, other, preparation, evaluation);
    }

    /** The same for so many epochs, as large a part of them warm-up. */
    @Override
    public MaeRecipe withEpochs(double epochs) {
        return withTrain(train.stretchedTo(epochs));
    }

    @Override
    public MaeRecipe withSeed(long seed) {
        return withTrain(train.withSeed(seed));
    }
}
