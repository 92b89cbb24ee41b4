package org.symbiosis.adversarial;

import java.util.List;
import org.symbiosis.data.Normalisation;
import org.symbiosis.data.Preparation;
import org.symbiosis.data.Transform;
import org.symbiosis.data.Transform.CentreCrop;
import org.symbiosis.data.Transform.RandomFlip;
import org.symbiosis.data.Transform.RandomResizedCrop;
import org.symbiosis.data.Transform.RandomResizedCrop.Tries;
import org.symbiosis.data.Transform.Resize;
import org.symbiosis.train.LearningRate;
import org.symbiosis.train.LearningRate.Scaling;
import org.symbiosis.train.OptimizerConfig;
import org.symbiosis.train.Precision;
import org.symbiosis.train.Recipe;
import org.symbiosis.train.TrainConfig;

/**
 * A whole training of a structural GAN.
 *
 * @param model both players and their game
 * @param train how they are trained; {@code emaDecay} is that of the momentum copies, the optimiser
 *     the discriminator's
 * @param generatorOptimizer the generator's
 * @param probe whether the online probe is there
 * @param sheetEvery steps between sheets of samples in the run's folder; 0 for none
 * @param preparation of the images in training
 * @param evaluation preparation of images whose features are wanted
 */
public record GanRecipe(
        GanConfig model,
        TrainConfig train,
        OptimizerConfig generatorOptimizer,
        Probe probe,
        int sheetEvery,
        Preparation preparation,
        Preparation evaluation)
        implements Recipe<GanRecipe> {

    /** When a linear classifier on the detached feature is trained along. */
    public enum Probe {
        /** When all images belong to one of two or more classes. */
        WHERE_LABELLED,
        /** Never. */
        NONE
    }

    /** What is drawn anew each time an image is seen (Table 3.2). */
    public enum Augmentation {
        /** Nothing. */
        NONE,
        /** Horizontal flips. */
        FLIP,
        /** Flips, and crops of half the area and more. */
        FLIP_AND_CROP
    }

    /** Checks what a game cannot do. */
    public GanRecipe {
        if (train.batch() < 2) {
            throw new IllegalArgumentException(
                    "train.batch must be at least 2: one image has no distribution");
        }
        if (train.accumulation() != 1) {
            throw new IllegalArgumentException(
                    "train.accumulation must be 1: the losses couple the images of a batch");
        }
        if (train.precision() != Precision.FP32) {
            throw new IllegalArgumentException(
                    "train.precision must be fp32: the Jacobian's gradient is of second order");
        }
        if (model.cluster().used() && train.batch() > model.cluster().bank()) {
            throw new IllegalArgumentException(
                    "train.batch "
                            + train.batch()
                            + " does not fit into the memory bank: set model.cluster.bank to "
                            + train.batch()
                            + " or more");
        }
        if (sheetEvery < 0) {
            throw new IllegalArgumentException("sheetEvery must not be negative");
        }
        if (model.side() > 1) {
            preparation.requireSize(model.side(), model.side());
            evaluation.requireSize(model.side(), model.side());
        }
    }

    /**
     * Table 3.1 on CIFAR-10 or CIFAR-100: 1000 epochs, batch 500, rate 2e-4. The thesis reports
     * 89.8 % by SVM and 80.1 % by k-means on CIFAR-10, 63.3 % and 38.2 % on CIFAR-100.
     */
    public static GanRecipe cifar() {
        return of(GanConfig.cifar(), 1000, 500, 2e-4, 200);
    }

    /** Table 3.1 on ImageNet-10, 500 epochs: 91.2 % by SVM, 75.4 % by k-means in the thesis. */
    public static GanRecipe imagenet10() {
        return of(GanConfig.imagenet(), 500, 320, 2e-4, 500);
    }

    /** Table 3.5 on ImageNet-100, 1000 epochs: 59.9 % by linear probe in the thesis. */
    public static GanRecipe imagenet100() {
        return of(GanConfig.imagenet(), 1000, 320, 2e-4, 500);
    }

    /** A quarter of the widths and batches of 64: for machines without a GPU. */
    public static GanRecipe tiny() {
        return of(GanConfig.tiny(), 20, 64, 2e-4, 200);
    }

    /** Figure 3.2: points of a double spiral, which {@code Spiral} draws; a minute on one core. */
    public static GanRecipe spiral() {
        GanRecipe recipe = of(GanConfig.spiral(), 60, 128, 1e-3, 500);
        recipe = recipe.withTrain(recipe.train().withWorkers(1)); // too small to be shared
        return recipe.withPreparation(
                new Preparation(List.of(), Normalisation.NONE),
                new Preparation(List.of(), Normalisation.NONE));
    }

    private static GanRecipe of(
            GanConfig model, double epochs, int batch, double rate, int checkpointEvery) {
        TrainConfig train =
                new TrainConfig(
                        epochs,
                        batch,
                        1,
                        new OptimizerConfig.AdamW(0.5, 0.999, 1e-8, 0.1),
                        new LearningRate.Constant(rate, Scaling.NONE),
                        Double.POSITIVE_INFINITY,
                        0.99,
                        Precision.FP32,
                        0,
                        0,
                        checkpointEvery,
                        3,
                        10);
        return new GanRecipe(
                        model,
                        train,
                        new OptimizerConfig.AdamL2(0.5, 0.999, 1e-8, 0),
                        Probe.WHERE_LABELLED,
                        model.side() == 1 ? 0 : checkpointEvery,
                        evaluation(model.side()),
                        evaluation(model.side()))
                .withAugmentation(Augmentation.FLIP_AND_CROP);
    }

    /** Of images whose features are wanted: an eighth larger than is cropped, above 96 pixels. */
    public static Preparation evaluation(int side) {
        int shorter = side <= 96 ? side : side + side / 8;
        return new Preparation(
                List.of(new Resize(shorter), new CentreCrop(side)), Normalisation.HALF);
    }

    /** The same with other augmentation; the images' size stays. */
    public GanRecipe withAugmentation(Augmentation how) {
        int side = model.side();
        List<Transform> transforms =
                switch (how) {
                    case NONE -> List.of(new Resize(side), new CentreCrop(side));
                    case FLIP ->
                            List.of(new Resize(side), new CentreCrop(side), new RandomFlip(0.5));
                    case FLIP_AND_CROP ->
                            List.of(
                                    new RandomFlip(0.5),
                                    new RandomResizedCrop(side, 0.5, 1, Tries.TEN));
                };
        return withPreparation(new Preparation(transforms, Normalisation.HALF), evaluation);
    }

    private GanRecipe withPreparation(Preparation training, Preparation forFeatures) {
        return new GanRecipe(
                model, train, generatorOptimizer, probe, sheetEvery, training, forFeatures);
    }

    /** The same with another game. */
    public GanRecipe withModel(GanConfig other) {
        return new GanRecipe(
                other, train, generatorOptimizer, probe, sheetEvery, preparation, evaluation);
    }

    /** The same with another training. */
    public GanRecipe withTrain(TrainConfig other) {
        return new GanRecipe(
                model, other, generatorOptimizer, probe, sheetEvery, preparation, evaluation);
    }

    @Override
    public GanRecipe withEpochs(double epochs) {
        return withTrain(train.withEpochs(epochs));
    }

    @Override
    public GanRecipe withSeed(long seed) {
        return withTrain(train.withSeed(seed));
    }
}
