package org.symbiosis.diffusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Future;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.Team;
import org.symbiosis.UserError;
import org.symbiosis.data.Planes;
import org.symbiosis.nn.UVitConditioning;
import org.symbiosis.nn.UVitContext;
import org.symbiosis.tensor.Engine;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.train.Progress;

/**
 * Images out of a diffusion model, on all cores. Image i of a seed is the same whatever else is
 * drawn with it, and on how many cores.
 */
public final class DiffusionSampling {
    private static final int OWN_NOISE = 0;

    private final DiffusionFile file;
    private final LatentSpace space;
    private final SamplingConfig config;
    private final Progress progress;

    /**
     * Draws from a model.
     *
     * @param space that the model was trained in
     * @throws UserError when guidance is asked for and the model knows no classes, or never went
     *     without one
     */
    public DiffusionSampling(
            DiffusionFile file, LatentSpace space, SamplingConfig config, Progress progress) {
        file.recipe().require(space);
        if (config.guidance() > 0) {
            requireGuidable(file);
        }
        this.file = file;
        this.space = space;
        this.config = config;
        this.progress = progress;
    }

    private static void requireGuidable(DiffusionFile file) {
        if (told(file).labels() == 0) {
            throw UserError.usage(
                    "the model knows no classes to be guided by",
                    "leave out the guidance, or train with classes");
        }
        if (file.recipe().labelDrop() == 0) {
            throw UserError.usage(
                    "the model was never trained without a class (labelDrop 0)",
                    "leave out the guidance, or train with labelDrop=0.15");
        }
    }

    private static UVitConditioning told(DiffusionFile file) {
        return file.recipe().model().conditioning();
    }

    /** Images {@code first} to {@code first + count - 1}, of all classes in turn. */
    public List<Planes> images(long first, int count) {
        int classes = Math.max(1, told(file).classes());
        int[] labels = new int[count];
        Arrays.setAll(labels, i -> (int) ((first + i) % classes));
        return images(first, labels);
    }

    /** As many images as classes are given, from {@code first} on; values lie in [0, 1]. */
    public List<Planes> images(long first, int[] labels) {
        requireClasses(labels);
        List<Future<List<Planes>>> parts = new ArrayList<>();
        progress.begin("images", 0, labels.length);
        try (Team team = new Team("sampling", Engine.cores())) {
            long lanes = config.lanes();
            for (long group = first / lanes; group * lanes < first + labels.length; group++) {
                long start = group * lanes;
                parts.add(team.begin(() -> part(start, first, labels)));
            }
            return joined(parts);
        } finally {
            progress.end();
        }
    }

    private List<Planes> joined(List<Future<List<Planes>>> parts) {
        List<Planes> all = new ArrayList<>();
        for (Future<List<Planes>> part : parts) {
            all.addAll(Team.result(part));
            progress.step(all.size(), "", 0);
        }
        return all;
    }

    /** Draws all lanes from {@code start} on; gives back those that were asked for. */
    private List<Planes> part(long start, long first, int[] asked) {
        Engine.oneThreadHere();
        int[] labels = new int[config.lanes()];
        int from = (int) Math.max(0, first - start);
        int to = (int) Math.min(labels.length, first + asked.length - start);
        for (int lane = from; lane < to; lane++) {
            labels[lane] = asked[(int) (start + lane - first)];
        }
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            return planes(space.decode(latents(start, labels))).subList(from, to);
        }
    }

    /** What the sampler arrives at, {@code (B, C, H, W)}. */
    private Tensor latents(long first, int[] labels) {
        DiffusionRecipe recipe = file.recipe();
        NoiseSource noise = new SampleNoise(config.seed(), OWN_NOISE, first, labels.length);
        Tensor x =
                noise.next(
                        labels.length,
                        recipe.model().channels(),
                        recipe.model().height(),
                        recipe.model().width());
        NoiseSchedule schedule = recipe.objective().schedule();
        return config.sampler().sample(denoiser(labels), schedule, x, noise);
    }

    private Denoiser denoiser(int[] labels) {
        Objective objective = file.recipe().objective();
        if (told(file).labels() == 0) {
            return new UVitDenoiser(file.model(), objective);
        }
        UVitContext classes = context(Arrays.stream(labels).asLongStream().toArray());
        long[] none = new long[labels.length];
        Arrays.fill(none, told(file).emptyLabel());
        return new UVitDenoiser(
                file.model(),
                objective,
                UVitDenoiser.always(classes, context(none)),
                config.guidance());
    }

    private static UVitContext context(long[] labels) {
        return UVitContext.ofLabels(Plain.tensor(labels, labels.length));
    }

    private void requireClasses(int[] labels) {
        int classes = told(file).classes();
        for (int label : labels) {
            if (classes > 0 && (label < 0 || label >= classes)) {
                throw UserError.usage(
                        "there is no class " + label,
                        "the model knows classes 0 to " + (classes - 1));
            }
        }
    }

    /** Images in about [-1, 1] as planes in [0, 1]. */
    private static List<Planes> planes(Tensor images) {
        int h = (int) images.size(2);
        int w = (int) images.size(3);
        float[] all = Plain.floats(images.mul(new Scalar(0.5)).add(new Scalar(0.5)));
        List<Planes> planes = new ArrayList<>();
        for (int from = 0; from < all.length; from += 3 * h * w) {
            float[] one = Arrays.copyOfRange(all, from, from + 3 * h * w);
            for (int i = 0; i < one.length; i++) {
                one[i] = Math.max(0, Math.min(1, one[i]));
            }
            planes.add(new Planes(w, h, one));
        }
        return planes;
    }
}
