package org.symbiosis.app.spiral;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.UserError;
import org.symbiosis.adversarial.Adversary;
import org.symbiosis.adversarial.ClusterConfig;
import org.symbiosis.adversarial.Discriminator;
import org.symbiosis.adversarial.GanFile;
import org.symbiosis.adversarial.GanModel;
import org.symbiosis.adversarial.GanRecipe;
import org.symbiosis.adversarial.GanTraining;
import org.symbiosis.adversarial.Generator;
import org.symbiosis.adversarial.Spiral;
import org.symbiosis.eval.Features;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;
import org.symbiosis.train.Progress;
import org.symbiosis.train.RunDirectory;
import org.symbiosis.train.Trainer;

/**
 * One training on a double spiral, with points of its own.
 *
 * @param recipe with the seed
 * @param train points to learn from
 * @param test points to be judged on
 */
public record SpiralRun(GanRecipe recipe, Spiral train, Spiral test) {
    private static final int TRAIN = 2000;
    private static final int TEST = 1000;

    /** Keeps test points apart from training points of any seed. */
    private static final long OTHER = 1L << 40;

    /**
     * The run of a seed.
     *
     * @throws UserError when the game is not one of distributions, or the bank as large as the set
     */
    public static SpiralRun of(GanRecipe recipe, long seed) {
        ClusterConfig cluster = recipe.model().cluster();
        if (cluster.used() && cluster.bank() >= TRAIN) {
            throw UserError.usage(
                    "a memory bank of %d for %d points, which would find themselves in it"
                            .formatted(cluster.bank(), TRAIN),
                    "set model.cluster.bank to " + (TRAIN - 1) + " or less");
        }
        if (!(recipe.model().adversary() instanceof Adversary.Gaussian)) {
            throw UserError.usage(
                    "the figure shows forces between distributions, which a hinge loss has not",
                    "leave model.adversary at gaussian");
        }
        return new SpiralRun(
                recipe.withSeed(seed), Spiral.draw(TRAIN, seed), Spiral.draw(TEST, seed + OTHER));
    }

    /**
     * Trains into a folder, or opens what was trained there.
     *
     * @throws UserError when it is interrupted
     */
    GanFile trained(Path folder, Progress progress) {
        try (RunDirectory run = RunDirectory.createOrResume(folder)) {
            int batch = recipe.train().batch();
            long seed = recipe.train().seed();
            Trainer.Outcome outcome =
                    GanTraining.run(
                            recipe, from -> train.batches(batch, seed, from), run, progress);
            if (outcome != Trainer.Outcome.FINISHED) {
                throw UserError.failed("interrupted", "the same command goes on from there");
            }
            return GanFile.open(run.model());
        }
    }

    /** Scores by the name of what was judged, before and after training. */
    Map<String, SpiralScore> scores(GanModel trained) {
        Map<String, SpiralScore> all = new LinkedHashMap<>();
        all.put("raw coordinates", score(x -> x));
        try (GanModel untrained = GanTraining.untrained(recipe)) {
            judge(all, untrained.momentDiscriminator(), "untrained");
        }
        judge(all, trained.momentDiscriminator(), "trained");
        all.computeIfPresent(
                "trained, backbone", (n, s) -> s.withGenerated(samples(trained, TEST)));
        return all;
    }

    private void judge(Map<String, SpiralScore> all, Discriminator d, String when) {
        all.put(when + ", backbone", score(d::features));
        all.put(when + ", embedding", score(x -> d.forward(x).unit()));
    }

    private SpiralScore score(UnaryOperator<Tensor> encoder) {
        return SpiralScore.of(
                features(encoder, train), features(encoder, test), recipe.train().seed());
    }

    /** Features of points under an encoder. */
    static Features features(UnaryOperator<Tensor> encoder, Spiral points) {
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            Tensor f = encoder.apply(tensor(points)); // (n, d)
            int n = points.count();
            List<String> names = IntStream.range(0, n).mapToObj(Integer::toString).toList();
            return new Features(
                    Plain.floats(f), n, (int) f.size(1), points.arms(), names, "points");
        }
    }

    static Tensor tensor(Spiral points) {
        return Plain.tensor(points.xy(), points.count(), 2);
    }

    /** Points {@code (n, 2)} of the momentum generator, the same each time. */
    static float[] samples(GanModel model, int count) {
        Generator generator = model.momentGenerator();
        return Seed.aside(
                () -> {
                    try (Scope s = Scope.open();
                            NoGradGuard g = new NoGradGuard()) {
                        Seed.set(7);
                        return Plain.floats(generator.forward(generator.noise(count)));
                    }
                });
    }
}
