package org.symbiosis.app.generate;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.symbiosis.data.Planes;
import org.symbiosis.diffusion.DiffusionFile;
import org.symbiosis.diffusion.DiffusionSampling;
import org.symbiosis.diffusion.NoiseSchedule;
import org.symbiosis.diffusion.Sampler;
import org.symbiosis.diffusion.SamplingConfig;
import org.symbiosis.train.Progress;

/** A diffusion model of one level. */
final class DiffusionGenerator implements Generator {
    private static final int USUAL_CALLS = 50;

    private final DiffusionFile file;
    private final OpenedSpace space;
    private final SamplingConfig config;
    private final DiffusionSampling sampling;

    DiffusionGenerator(Path model, Wishes wishes, Progress progress) {
        file = DiffusionFile.open(model, wishes.weights());
        config =
                new SamplingConfig(
                        sampler(wishes), wishes.guidance(), wishes.seed(), wishes.lanes());
        space = OpenedSpace.of(file.recipe().space(), wishes.autoencoder());
        sampling = new DiffusionSampling(file, space.space(), config, progress);
    }

    private Sampler sampler(Wishes wishes) {
        NoiseSchedule schedule = file.recipe().objective().schedule();
        return SamplerName.of(wishes, SamplingConfig.usualSampler(schedule, USUAL_CALLS), schedule);
    }

    @Override
    public Map<String, Object> words() {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("kind", "diffusion");
        words.put(
                "weights",
                file.weights() == DiffusionFile.Weights.MEAN ? "running mean" : "last step");
        file.step().ifPresent(step -> words.put("step", step));
        words.put("sampler", config.sampler().toString());
        words.put("guidance", config.guidance());
        return words;
    }

    @Override
    public int classes() {
        return file.recipe().model().conditioning().classes();
    }

    @Override
    public List<Planes> images(long first, int[] labels) {
        return sampling.images(first, labels);
    }

    @Override
    public void close() {
        file.close();
        space.close();
    }
}
