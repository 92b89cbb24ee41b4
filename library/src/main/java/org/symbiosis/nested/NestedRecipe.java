package org.symbiosis.nested;

import java.util.List;
import org.symbiosis.diffusion.DpmSolverPlusPlusFast;
import org.symbiosis.train.LearningRate;
import org.symbiosis.train.LearningRate.Scaling;
import org.symbiosis.train.OptimizerConfig;
import org.symbiosis.train.Precision;
import org.symbiosis.train.Recipe;
import org.symbiosis.train.TrainConfig;

/**
 * A whole training of a hierarchy: every level in the same way.
 *
 * @param model the hierarchy
 * @param train how each of its levels is trained
 * @param generation how images are drawn from it unless asked otherwise
 */
public record NestedRecipe(NestedConfig model, TrainConfig train, GenerationConfig generation)
        implements Recipe<NestedRecipe> {
    private static final List<Double> UNCONDITIONAL = List.of(0.0, 0.5, 0.5, 1.0);
    private static final List<Double> CONDITIONAL = List.of(0.5, 0.5, 1.0, 1.0);
    private static final int IMAGENET_CLASSES = 1000;

    /** Learning rate, betas and decay of one of the chapter's data sets. */
    private record Recipes(double rate, double beta, double weightDecay) {
        OptimizerConfig optimizer() {
            return new OptimizerConfig.AdamW(beta, beta, 1e-8, weightDecay);
        }
    }

    /**
     * Table 5.1a: unconditional ImageNet at 256 pixels, 500k iterations of 512 images. The
     * dissertation reports FID 11.05 for five levels, 5.03 with guidance.
     *
     * @param levels 1 to 5
     */
    public static NestedRecipe imagenet256(int levels) {
        NestedConfig model =
                NestedConfig.chapter(levels, new Told.Nothing())
                        .withSigmas(UNCONDITIONAL.subList(0, levels - 1));
        return chapter(model, 200, 512, new Recipes(2e-4, 0.99, 0.03));
    }

    /**
     * Table 5.1b: class-conditional ImageNet at 256 pixels. The dissertation reports FID 9.87 for
     * five levels, 3.97 with guidance.
     *
     * @param levels 1 to 5
     */
    public static NestedRecipe imagenet256Classes(int levels) {
        NestedConfig model =
                NestedConfig.chapter(levels, new Told.Classes(IMAGENET_CLASSES))
                        .withSigmas(CONDITIONAL.subList(0, levels - 1));
        return chapter(model, 200, 512, new Recipes(2e-4, 0.99, 0.03));
    }

    /**
     * Table 5.4: text to image on COCO 2014, all sigmas 0.5. The dissertation reports FID 4.72 for
     * two levels with guidance, 6.97 for three without.
     *
     * @param levels 1 to 3
     */
    public static NestedRecipe coco256(int levels) {
        NestedConfig model = NestedConfig.chapter(levels, new Told.Text(77, 768));
        return chapter(model, 1000, 256, new Recipes(2e-4, 0.9, 0.03));
    }

    private static NestedRecipe chapter(
            NestedConfig model, double epochs, int batch, Recipes recipe) {
        double warmup = 5000.0 * epochs / 500_000; // steps of a training of 500k
        TrainConfig train =
                new TrainConfig(
                        epochs,
                        batch,
                        1,
                        recipe.optimizer(),
                        new LearningRate.WarmupCosine(recipe.rate(), Scaling.NONE, warmup, 1),
                        Double.POSITIVE_INFINITY,
                        0.9999,
                        Precision.FP32,
                        0,
                        0,
                        2000,
                        2,
                        50);
        return new NestedRecipe(model, train, GenerationConfig.guided(model.told()));
    }

    /** Pictures of 32 pixels on a CPU, up to four levels. */
    public static NestedRecipe small(int levels) {
        return small(NestedConfig.small(levels), 20, 128);
    }

    /** For tests: pictures of 16 pixels, three levels, seconds. */
    public static NestedRecipe tiny() {
        NestedRecipe tiny = small(NestedConfig.tiny(3), 4, 32);
        return tiny.withGeneration(tiny.generation().withSampler(new DpmSolverPlusPlusFast(6)));
    }

    private static NestedRecipe small(NestedConfig model, double epochs, int batch) {
        TrainConfig train =
                new TrainConfig(
                        epochs,
                        batch,
                        1,
                        new OptimizerConfig.AdamW(0.9, 0.99, 1e-8, 0.03),
                        new LearningRate.WarmupCosine(5e-4, Scaling.NONE, epochs / 20, 1),
                        Double.POSITIVE_INFINITY,
                        0.999,
                        Precision.FP32,
                        0,
                        0,
                        500,
                        1,
                        20);
        GenerationConfig generation =
                GenerationConfig.guided(model.told()).withSampler(new DpmSolverPlusPlusFast(20));
        return new NestedRecipe(model, train, generation);
    }

    @Override
    public NestedRecipe withEpochs(double epochs) {
        LearningRate rate = train.learningRate();
        LearningRate stretched =
                new LearningRate.WarmupCosine(rate.peak(), rate.scaling(), epochs / 20, 1);
        return withTrain(train.withEpochs(epochs).withLearningRate(stretched));
    }

    @Override
    public NestedRecipe withSeed(long seed) {
        return withTrain(train.withSeed(seed));
    }

    /** The same for another hierarchy. */
    public NestedRecipe withModel(NestedConfig other) {
        return new NestedRecipe(other, train, generation);
    }

    /** The same hierarchy told something else, with the guidance that is usual for it. */
    public NestedRecipe withTold(Told other) {
        return new NestedRecipe(
                model.withTold(other),
                train,
                generation.withGuidance(GenerationConfig.guided(other).guidance()));
    }

    /** The same trained otherwise. */
    public NestedRecipe withTrain(TrainConfig other) {
        return new NestedRecipe(model, other, generation);
    }

    /** The same with another way to draw images. */
    public NestedRecipe withGeneration(GenerationConfig other) {
        return new NestedRecipe(model, train, other);
    }

    /** A level of 1 .. L with its training. */
    public LevelRecipe level(int l) {
        return new LevelRecipe(model.level(l), train);
    }
}
