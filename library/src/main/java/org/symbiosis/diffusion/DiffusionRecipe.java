package org.symbiosis.diffusion;

import java.util.List;
import org.symbiosis.UserError;
import org.symbiosis.data.Normalisation;
import org.symbiosis.data.Preparation;
import org.symbiosis.data.Transform.CentreCrop;
import org.symbiosis.data.Transform.RandomFlip;
import org.symbiosis.data.Transform.Resize;
import org.symbiosis.nn.Shortcut;
import org.symbiosis.nn.UVitConditioning;
import org.symbiosis.nn.UVitConfig;
import org.symbiosis.train.LearningRate;
import org.symbiosis.train.LearningRate.Scaling;
import org.symbiosis.train.OptimizerConfig;
import org.symbiosis.train.Precision;
import org.symbiosis.train.Recipe;
import org.symbiosis.train.TrainConfig;

/**
 * A whole training of a diffusion model.
 *
 * @param model the network
 * @param objective what it learns
 * @param space where it works
 * @param labelDrop how often a class is replaced by the empty one, for guidance
 * @param train how it is trained
 * @param preparation of the images in training
 * @param evaluation preparation of images whose features are wanted
 */
public record DiffusionRecipe(
        UVitConfig model,
        Objective objective,
        Space space,
        double labelDrop,
        TrainConfig train,
        Preparation preparation,
        Preparation evaluation)
        implements Recipe<DiffusionRecipe> {
    private static final double LABEL_DROP = 0.15;

    /** Checks that the numbers fit together. */
    public DiffusionRecipe {
        if (!(labelDrop >= 0 && labelDrop <= 1)) {
            throw new IllegalArgumentException("labelDrop must lie in [0, 1], not " + labelDrop);
        }
        int factor = space.factor();
        preparation.requireSize(factor * model.height(), factor * model.width());
        evaluation.requireSize(factor * model.height(), factor * model.width());
    }

    /**
     * Table 2.4 on CIFAR-100 (section 4.3): U-ViT-S/2 with alphaMin 0.7, 500,000 steps of 128
     * images. The thesis reports a probe accuracy of 66.86 % and a Frechet distance of 8.99, of
     * 62.47 % and 14.34 without decay.
     */
    public static DiffusionRecipe cifar() {
        return new DiffusionRecipe(
                UVitConfig.small().decayed(0.7),
                new Objective(NoiseSchedule.Linear.standard(), Prediction.NOISE),
                new Space.Pixels(),
                LABEL_DROP,
                training(1282, 128, betas(0.99, 0.999), steady(6.41), 0.9999, 5000),
                flipped(32),
                evaluation(32));
    }

    /**
     * Table 2.4 on ImageNet-100 (section 4.4): U-ViT-M/2 with alphaMin 0.7 on latents of 256
     * pixels, 300,000 steps of 1024 images.
     */
    public static DiffusionRecipe latents() {
        return new DiffusionRecipe(
                UVitConfig.mid().decayed(0.7),
                new Objective(new NoiseSchedule.Discrete(), Prediction.NOISE),
                Space.Latents.stableDiffusion(),
                LABEL_DROP,
                training(2439, 1024, betas(0.99, 0.99), steady(40.65), 0.9999, 5000),
                flipped(256),
                evaluation(256));
    }

    /**
     * The smallest model that learns something, on 32 pixels: an hour or so on two cores. It says
     * the velocity on the discrete schedule, since a noise that is wrong near the end of the linear
     * one is multiplied by 150 in the picture, and so short a training does get it wrong.
     */
    public static DiffusionRecipe tiny() {
        LearningRate falling = new LearningRate.WarmupCosine(2e-3, Scaling.NONE, 0.2, 0);
        TrainConfig train = training(20, 16, betas(0.9, 0.99), falling, 0.999, 1000);
        return new DiffusionRecipe(
                UVitConfig.tiny().decayed(0.7),
                new Objective(new NoiseSchedule.Discrete(), Prediction.VELOCITY),
                new Space.Pixels(),
                LABEL_DROP,
                train.withEmaWarmup(10),
                flipped(32),
                evaluation(32));
    }

    /**
     * Refuses a space whose latents the network does not take.
     *
     * @throws UserError naming both
     */
    public void require(LatentSpace given) {
        if (given.factor() != space.factor() || given.channels() != model.channels()) {
            throw UserError.usage(
                    "the model takes %d channels at 1/%d of the pixels, the autoencoder gives %d at 1/%d"
                            .formatted(
                                    model.channels(),
                                    space.factor(),
                                    given.channels(),
                                    given.factor()),
                    "give the autoencoder of the recipe, or change model.channels and space");
        }
    }

    private static OptimizerConfig betas(double beta1, double beta2) {
        return new OptimizerConfig.AdamW(beta1, beta2, 1e-8, 0.03);
    }

    /** 2e-4 after so many epochs of warm-up. */
    private static LearningRate steady(double warmup) {
        return new LearningRate.WarmupConstant(2e-4, Scaling.NONE, warmup);
    }

    private static TrainConfig training(
            double epochs,
            int batch,
            OptimizerConfig optimizer,
            LearningRate rate,
            double emaDecay,
            int checkpointEvery) {
        return new TrainConfig(
                epochs,
                batch,
                1,
                optimizer,
                rate,
                Double.POSITIVE_INFINITY,
                emaDecay,
                Precision.FP32,
                0,
                0,
                checkpointEvery,
                2,
                10);
    }

    private static Preparation flipped(int side) {
        return new Preparation(
                List.of(new Resize(side), new CentreCrop(side), new RandomFlip(0.5)),
                Normalisation.HALF);
    }

    private static Preparation evaluation(int side) {
        return new Preparation(List.of(new Resize(side), new CentreCrop(side)), Normalisation.HALF);
    }

    /** The same with another model. */
    public DiffusionRecipe withModel(UVitConfig other) {
        return new DiffusionRecipe(
                other, objective, space, labelDrop, train, preparation, evaluation);
    }

    /** The same with other shortcuts; the first step stays. */
    public DiffusionRecipe withShortcut(Shortcut shortcut) {
        return withModel(model.withShortcut(shortcut));
    }

    /** The original U-ViT: no decay, no zero branches. */
    public DiffusionRecipe original() {
        return withModel(
                model.withShortcut(new Shortcut.Identity())
                        .withFirstStep(UVitConfig.FirstStep.TRUNCATED_NORMAL));
    }

    /** The same told one of so many classes; 0 for none. */
    public DiffusionRecipe withClasses(int classes) {
        UVitConditioning told = model.conditioning().withClasses(classes);
        return withModel(model.withConditioning(told));
    }

    /** The same with another training. */
    public DiffusionRecipe withTrain(TrainConfig other) {
        return new DiffusionRecipe(
                model, objective, space, labelDrop, other, preparation, evaluation);
    }

    /** The same for so many epochs, as large a part of them warm-up. */
    @Override
    public DiffusionRecipe withEpochs(double epochs) {
        return withTrain(train.stretchedTo(epochs));
    }

    @Override
    public DiffusionRecipe withSeed(long seed) {
        return withTrain(train.withSeed(seed));
    }
}
