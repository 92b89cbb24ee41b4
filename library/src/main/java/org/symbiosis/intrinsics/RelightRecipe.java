package org.symbiosis.intrinsics;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.symbiosis.data.lit.JointCrop;
import org.symbiosis.train.LearningRate;
import org.symbiosis.train.LearningRate.Scaling;
import org.symbiosis.train.OptimizerConfig;
import org.symbiosis.train.Precision;
import org.symbiosis.train.Recipe;
import org.symbiosis.train.TrainConfig;

/**
 * A whole training of a network that relights. An epoch meets every picture of every scene once.
 *
 * @param model the network
 * @param relight what it is trained by
 * @param train how it is trained
 * @param crop of the pairs in training
 * @param shorterSide larger pictures are made smaller to this once, before they are cropped; 0 for
 *     none
 * @param sheetEvery steps between sheets of pictures in the run's folder; 0 for none
 */
public record RelightRecipe(
        IntrinsicsConfig model,
        RelightConfig relight,
        TrainConfig train,
        JointCrop crop,
        int shorterSide,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int sheetEvery)
        implements Recipe<RelightRecipe> {
    private static final int ENOUGH = 512;
    private static final int CHECKPOINT_EVERY = 200;

    /** Checks that crops are as large as the network's pictures. */
    public RelightRecipe {
        if (crop.side() != model.resolution()) {
            throw new IllegalArgumentException(
                    "crops of %d pixels do not fit a model of %d: make crop.side and model.resolution the same"
                            .formatted(crop.side(), model.resolution()));
        }
        if (shorterSide < 0) {
            throw new IllegalArgumentException("shorterSide must not be negative");
        }
        if (sheetEvery < 0) {
            throw new IllegalArgumentException("sheetEvery must not be negative");
        }
    }

    /**
     * The authors': 985 scenes at 256 pixels, batch 256, 120 rounds of ten visits to each picture.
     * The dissertation reports a relighting error of 0.297 raw and 0.222 colour-corrected.
     */
    public static RelightRecipe full() {
        IntrinsicsConfig model = IntrinsicsConfig.full();
        TrainConfig train =
                train(1200, 64, 4, 0.999, new LearningRate.Constant(2e-4, Scaling.NONE));
        return new RelightRecipe(
                model,
                RelightConfig.USUAL,
                train,
                JointCrop.usual(256),
                ENOUGH,
                10 * CHECKPOINT_EVERY);
    }

    /** 128 pixels: one GPU, or a patient CPU. */
    public static RelightRecipe small() {
        TrainConfig train = train(60, 32, 1, 0.999, new LearningRate.Constant(2e-4, Scaling.NONE));
        return new RelightRecipe(
                IntrinsicsConfig.small(),
                RelightConfig.USUAL,
                train,
                JointCrop.usual(128),
                2 * 128,
                CHECKPOINT_EVERY);
    }

    /** 64 pixels: a CPU for some hours. */
    public static RelightRecipe tiny() {
        TrainConfig train =
                train(
                        30,
                        16,
                        1,
                        0.999,
                        new LearningRate.WarmupCosine(5e-4, Scaling.NONE, 0.5, 0.05));
        return new RelightRecipe(
                IntrinsicsConfig.tiny(),
                RelightConfig.USUAL,
                train,
                new JointCrop(64, 0.4, 1, 0.5),
                2 * 64,
                CHECKPOINT_EVERY);
    }

    /**
     * The embedded rooms at 32 pixels, sized for two cores: with the wide scaling that so few steps
     * need, noise as it looks at 32 pixels, and rates weighed for few channels (decision 0015).
     */
    public static RelightRecipe rooms() {
        IntrinsicsConfig model =
                new IntrinsicsConfig(
                        32,
                        16,
                        List.of(1, 2, 4),
                        List.of(1, 1, 2),
                        IntrinsicsConfig.EXTRINSIC,
                        64,
                        IntrinsicsConfig.WIDE_SCALING,
                        0,
                        List.of(16, 8));
        TrainConfig train =
                train(
                        8,
                        16,
                        1,
                        0.995,
                        new LearningRate.WarmupCosine(1e-3, Scaling.NONE, 0.2, 0.02));
        RelightConfig relight =
                RelightConfig.USUAL
                        .withWeights(LossWeights.USUAL.withRates(4e-3, 2e-3))
                        .withNoise(new Noise(-3.3, 1.2, 0.25));
        return new RelightRecipe(
                model, relight, train, new JointCrop(32, 0.5, 1, 0.5), 48, CHECKPOINT_EVERY);
    }

    private static TrainConfig train(
            double epochs, int batch, int accumulation, double emaDecay, LearningRate rate) {
        return new TrainConfig(
                epochs,
                batch,
                accumulation,
                new OptimizerConfig.AdamW(0.9, 0.999, 1e-8, 1e-2),
                rate,
                Double.POSITIVE_INFINITY,
                emaDecay,
                Precision.FP32,
                0,
                0,
                CHECKPOINT_EVERY,
                2,
                10);
    }

    /** The same with another model. */
    public RelightRecipe withModel(IntrinsicsConfig other) {
        return new RelightRecipe(
                other, relight, train, crop.withSide(other.resolution()), shorterSide, sheetEvery);
    }

    /** The same, trained by something else. */
    public RelightRecipe withRelight(RelightConfig other) {
        return new RelightRecipe(model, other, train, crop, shorterSide, sheetEvery);
    }

    /** The same with another training. */
    public RelightRecipe withTrain(TrainConfig other) {
        return new RelightRecipe(model, relight, other, crop, shorterSide, sheetEvery);
    }

    @Override
    public RelightRecipe withEpochs(double epochs) {
        return withTrain(train.stretchedTo(epochs));
    }

    @Override
    public RelightRecipe withSeed(long seed) {
        return withTrain(train.withSeed(seed));
    }
}
