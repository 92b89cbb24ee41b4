package org.symbiosis.eval.finetune;

import java.util.List;
import org.symbiosis.data.Normalisation;
import org.symbiosis.data.Preparation;
import org.symbiosis.data.Transform.PaddedCrop;
import org.symbiosis.data.Transform.RandAugment;
import org.symbiosis.data.Transform.RandomErasing;
import org.symbiosis.data.Transform.RandomFlip;
import org.symbiosis.data.Transform.RandomResizedCrop;
import org.symbiosis.data.Transform.RandomResizedCrop.Tries;
import org.symbiosis.data.Transform.Resize;
import org.symbiosis.train.LearningRate;
import org.symbiosis.train.LearningRate.Scaling;
import org.symbiosis.train.OptimizerConfig;
import org.symbiosis.train.Precision;
import org.symbiosis.train.TrainConfig;

/**
 * A whole fine-tuning.
 *
 * @param train how long, in which batches, at which rate
 * @param layerDecay how much slower each layer learns than the one above it, in (0, 1]
 * @param dropPath share of branches left out in the last block, in [0, 1); linear from 0
 * @param mixing mixup and cutmix
 * @param smoothing part of a target that is spread over all classes, in [0, 1)
 * @param preparation of the images in training
 * @param evaluation preparation of the images that are tested
 */
public record FineTuneConfig(
        TrainConfig train,
        double layerDecay,
        double dropPath,
        Mixing mixing,
        double smoothing,
        Preparation preparation,
        Preparation evaluation) {
    private static final double LEAST_RATE = 1e-6;
    private static final int BATCH = 1024;
    private static final int PARTS = 4;

    /** Checks the ranges. */
    public FineTuneConfig {
        if (!(layerDecay > 0 && layerDecay <= 1)) {
            throw new IllegalArgumentException("layerDecay must lie in (0, 1], not " + layerDecay);
        }
        if (!(dropPath >= 0 && dropPath < 1)) {
            throw new IllegalArgumentException("dropPath must lie in [0, 1), not " + dropPath);
        }
        if (!(smoothing >= 0 && smoothing < 1)) {
            throw new IllegalArgumentException("smoothing must lie in [0, 1), not " + smoothing);
        }
    }

    /**
     * ViT-B/16 on ImageNet: 100 epochs, batch 1024, base rate 5e-4, layer decay 0.65, drop path
     * 0.1. The thesis reports 82.9 % top-1 for alphaMin 0.6, 83.6 % for MAE (Table 2.1).
     */
    public static FineTuneConfig vitBase() {
        return imagenet(100, 5e-4, 0.65, 0.1);
    }

    /** ViT-L/16 on ImageNet: 50 epochs, base rate 1e-3, layer decay 0.75, drop path 0.2. */
    public static FineTuneConfig vitLarge() {
        return imagenet(50, 1e-3, 0.75, 0.2);
    }

    /** ViT-H/14 on ImageNet: as {@link #vitLarge}, drop path 0.3. */
    public static FineTuneConfig vitHuge() {
        return imagenet(50, 1e-3, 0.75, 0.3);
    }

    private static FineTuneConfig imagenet(
            double epochs, double baseRate, double layerDecay, double dropPath) {
        double floor = LEAST_RATE / (baseRate * BATCH / 256);
        Normalisation normalisation = Normalisation.IMAGENET;
        return new FineTuneConfig(
                train(
                        epochs,
                        BATCH / PARTS,
                        PARTS,
                        new LearningRate.WarmupCosine(baseRate, Scaling.PER_256_IMAGES, 5, floor)),
                layerDecay,
                dropPath,
                new Mixing(0.8, 1, 1, 0.5),
                0.1,
                new Preparation(
                        List.of(
                                new RandomResizedCrop(224, 0.08, 1, Tries.TEN),
                                new RandomFlip(0.5),
                                new RandAugment(9, 0.5, 2, normalisation),
                                RandomErasing.of(0.25, normalisation)),
                        normalisation),
                Preparation.evaluation(224, normalisation));
    }

    /**
     * Pictures of 32 pixels and minutes on a CPU: 10 epochs, batch 64, rate 1e-3, one epoch of
     * warm-up, layer decay 0.75. So few steps call for less of what the full protocol does against
     * over-fitting: weaker operations, no drop path, no mixup, and cutmix for one batch in two.
     */
    public static FineTuneConfig small(Normalisation normalisation) {
        return new FineTuneConfig(
                train(10, 64, 1, new LearningRate.WarmupCosine(1e-3, Scaling.NONE, 1, 1e-3)),
                0.75,
                0,
                new Mixing(0, 1, 0.5, 0.5),
                0.1,
                new Preparation(
                        List.of(
                                new Resize(32),
                                new PaddedCrop(32, 4),
                                new RandomFlip(0.5),
                                new RandAugment(5, 0.5, 2, normalisation),
                                RandomErasing.of(0.1, normalisation)),
                        normalisation),
                Preparation.evaluation(32, normalisation));
    }

    private static TrainConfig train(
            double epochs, int batch, int accumulation, LearningRate rate) {
        return new TrainConfig(
                epochs,
                batch,
                accumulation,
                new OptimizerConfig.AdamW(0.9, 0.999, 1e-8, 0.05),
                rate,
                Double.POSITIVE_INFINITY,
                0,
                Precision.FP32,
                0,
                0,
                500,
                2,
                20);
    }

    /** The same with another training. */
    public FineTuneConfig withTrain(TrainConfig other) {
        return new FineTuneConfig(
                other, layerDecay, dropPath, mixing, smoothing, preparation, evaluation);
    }

    /** The same with another mixing. */
    public FineTuneConfig withMixing(Mixing other) {
        return new FineTuneConfig(
                train, layerDecay, dropPath, other, smoothing, preparation, evaluation);
    }

    /** The same with another share of dropped branches. */
    public FineTuneConfig withDropPath(double other) {
        return new FineTuneConfig(
                train, layerDecay, other, mixing, smoothing, preparation, evaluation);
    }

    /** The same with other preparations. */
    public FineTuneConfig withPreparations(Preparation training, Preparation testing) {
        return new FineTuneConfig(
                train, layerDecay, dropPath, mixing, smoothing, training, testing);
    }
}
