package org.symbiosis.decay;

import java.util.List;
import org.symbiosis.data.Normalisation;
import org.symbiosis.data.Preparation;
import org.symbiosis.data.Transform.RandomFlip;
import org.symbiosis.data.Transform.RandomResizedCrop;
import org.symbiosis.data.Transform.RandomResizedCrop.Tries;
import org.symbiosis.nn.Shortcut;
import org.symbiosis.train.LearningRate;
import org.symbiosis.train.LearningRate.Scaling;
import org.symbiosis.train.OptimizerConfig;
import org.symbiosis.train.Precision;
import org.symbiosis.train.Recipe;
import org.symbiosis.train.TrainConfig;

/**
 * A whole supervised training of a residual network (A.2.2): SGD with momentum, rate 0.1 falling on
 * half a cosine, batch 128, weight decay 5e-4 on all parameters, crop and flip.
 *
 * @param model the network
 * @param train how it is trained
 * @param preparation of the images in training
 * @param evaluation preparation of images that are classified or whose features are wanted
 */
public record ResNetRecipe(
        ResNetConfig model, TrainConfig train, Preparation preparation, Preparation evaluation)
        implements Recipe<ResNetRecipe> {
    private static final double RATE = 0.1;

    /**
     * ResNet-18 on photos, 100 epochs. On a subset of ImageNet the thesis reports 94.4 % with
     * alphaMin 0.7 and 93.6 % with 1.0 (it does not name the subset).
     */
    public static ResNetRecipe resnet18(int classes) {
        Preparation crops =
                new Preparation(
                        List.of(
                                new RandomResizedCrop(224, 0.08, 1, Tries.TEN),
                                new RandomFlip(0.5)),
                        Normalisation.IMAGENET);
        return new ResNetRecipe(
                ResNetConfig.resnet18(classes),
                train(100, 128, 500),
                crops,
                Preparation.evaluation(224, Normalisation.IMAGENET));
    }

    /** ResNet-18 on pictures of 32 pixels, 100 epochs: CIFAR and the like. */
    public static ResNetRecipe cifar(int classes) {
        return small(ResNetConfig.cifar(classes), Normalisation.CIFAR10, train(100, 128, 200));
    }

    /** A quarter of the channels, 20 epochs: minutes on two cores. */
    public static ResNetRecipe tiny(int classes) {
        return small(ResNetConfig.tiny(classes), Normalisation.HALF, train(20, 64, 200));
    }

    private static ResNetRecipe small(
            ResNetConfig model, Normalisation normalisation, TrainConfig train) {
        return new ResNetRecipe(
                model,
                train,
                Preparation.small(32, normalisation),
                Preparation.evaluation(32, normalisation));
    }

    private static TrainConfig train(double epochs, int batch, int checkpointEvery) {
        return new TrainConfig(
                epochs,
                batch,
                1,
                new OptimizerConfig.Momentum(0.9, 5e-4),
                new LearningRate.WarmupCosine(RATE, Scaling.NONE, 0, 0),
                Double.POSITIVE_INFINITY,
                0,
                Precision.FP32,
                0,
                0,
                checkpointEvery,
                2,
                10);
    }

    /** The same with another model. */
    public ResNetRecipe withModel(ResNetConfig other) {
        return new ResNetRecipe(other, train, preparation, evaluation);
    }

    /** The same with other shortcuts. */
    public ResNetRecipe withShortcut(Shortcut shortcut) {
        return withModel(model.withShortcut(shortcut));
    }

    /** The same with another training. */
    public ResNetRecipe withTrain(TrainConfig other) {
        return new ResNetRecipe(model, other, preparation, evaluation);
    }

    @Override
    public ResNetRecipe withEpochs(double epochs) {
        return withTrain(train.withEpochs(epochs));
    }

    @Override
    public ResNetRecipe withSeed(long seed) {
        return withTrain(train.withSeed(seed));
    }
}
