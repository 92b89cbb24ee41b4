package org.symbiosis.nested;

import java.util.List;
import org.symbiosis.diffusion.UsualSampler;
import org.symbiosis.nested.latents.FirstLatent;
import org.symbiosis.nested.latents.LatentsIdentity;
import org.symbiosis.pretrained.LatentScale;
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
    private static final int EMA_WARMUP = 10;

    /** One of the chapter's data sets: its images, and how they are gone through. */
    private record Course(int images, double epochs, int batch, double beta) {
        static final Course IMAGENET = new Course(1_281_167, 200, 512, 0.99); // 500k steps
        static final Course COCO = new Course(82_783, 1000, 256, 0.9); // 323k steps

        /** So many steps in passes over the images. */
        double epochsOf(int steps) {
            return (double) steps / (images / batch);
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
        return chapter(model, Course.IMAGENET);
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
        return chapter(model, Course.IMAGENET);
    }

    /**
     * Table 5.4: text to image on COCO 2014, all sigmas 0.5. The dissertation reports FID 4.72 for
     * two levels with guidance, 6.97 for three without.
     *
     * @param levels 1 to 3
     */
    public static NestedRecipe coco256(int levels) {
        NestedConfig model =
                NestedConfig.chapter(levels, new Told.Text(77, 768))
                        .withFirst(new FirstLatent.Vae(LatentScale.UVIT_COCO.factor(), 2));
        return chapter(model, Course.COCO);
    }

    private static NestedRecipe chapter(NestedConfig model, Course course) {
        TrainConfig train =
                new TrainConfig(
                        course.epochs(),
                        course.batch(),
                        1,
                        new OptimizerConfig.AdamW(course.beta(), course.beta(), 1e-8, 0.03),
                        new LearningRate.WarmupConstant(2e-4, Scaling.NONE, course.epochsOf(5000)),
                        Double.POSITIVE_INFINITY,
                        0.9999,
                        EMA_WARMUP,
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
        double warmup = 200.0 / (50_000 / 16); // 200 steps on CIFAR-10
        return small(NestedConfig.small(levels), 20, 16, warmup);
    }

    /** For tests: pictures of 16 pixels, three levels, seconds. */
    public static NestedRecipe tiny() {
        NestedRecipe tiny = small(NestedConfig.tiny(3), 4, 32, 0.2);
        return tiny.withGeneration(tiny.generation().withSampler(new UsualSampler(6)));
    }

    private static NestedRecipe small(NestedConfig model, double epochs, int batch, double warmup) {
        TrainConfig train =
                new TrainConfig(
                        epochs,
                        batch,
                        1,
                        new OptimizerConfig.AdamW(0.9, 0.99, 1e-8, 0.03),
                        new LearningRate.WarmupCosine(2e-3, Scaling.NONE, warmup, 0),
                        Double.POSITIVE_INFINITY,
                        0.999,
                        EMA_WARMUP,
                        Precision.FP32,
                        0,
                        0,
                        500,
                        1,
                        20);
        GenerationConfig generation =
                GenerationConfig.guided(model.told()).withSampler(new UsualSampler(20));
        return new NestedRecipe(model, train, generation);
    }

    @Override
    public NestedRecipe withEpochs(double epochs) {
        return withTrain(train.stretchedTo(epochs));
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

    /** A level of 1 .. L with its training on such latents. */
    LevelRecipe level(int l, LatentsIdentity identity) {
        LevelConfig level = model.level(l);
        return new LevelRecipe(level, train, level.latentsOf(identity));
    }
}
