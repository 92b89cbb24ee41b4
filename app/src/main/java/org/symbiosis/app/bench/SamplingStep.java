package org.symbiosis.app.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.diffusion.Ddim;
import org.symbiosis.diffusion.Objective;
import org.symbiosis.diffusion.UVitDenoiser;
import org.symbiosis.eval.Parallel;
import org.symbiosis.nn.UVit;
import org.symbiosis.tensor.Engine;
import org.symbiosis.tensor.Safetensors;
import org.symbiosis.tensor.Scope;

/** Our sampling step, lane by lane on all threads: half of an implicit sampling in two calls. */
final class SamplingStep implements Starter {
    private static final int CALLS = 2;
    private static final int LANES = 4;

    private final UVit model;
    private final Objective objective;
    private final Map<String, Tensor> inputs;
    private final int threads;

    SamplingStep(UVit model, Objective objective, Map<String, Tensor> inputs, int threads) {
        this.model = model;
        this.objective = objective;
        this.inputs = new LinkedHashMap<>(inputs);
        this.inputs.values().forEach(Scope::keep);
        this.threads = threads;
    }

    @Override
    public String name() {
        return "Symbiosis, threads: " + threads + ", lanes: " + LANES;
    }

    @Override
    public void save(Path file) {
        Map<String, Tensor> all = new LinkedHashMap<>(model.state());
        all.putAll(inputs);
        Safetensors.write(file, all, Map.of());
    }

    @Override
    public Round run(int steps) {
        List<Double> seconds = new ArrayList<>();
        List<Double> results = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            long start = System.nanoTime();
            results.add(sample());
            seconds.add((System.nanoTime() - start) / 1e9 / CALLS);
        }
        return new Round(seconds, results);
    }

    /** Mean square of the images drawn. */
    private double sample() {
        int batch = (int) inputs.get("noise").size(0);
        int groups = (batch + LANES - 1) / LANES;
        double[] sums = new double[groups];
        Parallel.each(threads, groups, k -> sums[k] = lanes(k * LANES, batch));
        return IntStream.range(0, groups).mapToDouble(k -> sums[k]).sum() / batch;
    }

    /** The sum over a few images of their mean squares. */
    private double lanes(int from, int batch) {
        Engine.oneThreadHere();
        int count = Math.min(LANES, batch - from);
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            Tensor x = inputs.get("noise").narrow(0, from, count);
            Tensor images =
                    new Ddim(CALLS, 0)
                            .sample(
                                    new UVitDenoiser(model, objective),
                                    objective.schedule(),
                                    x,
                                    shape -> x);
            return count * images.square().mean().item_double();
        }
    }

    @Override
    public void close() {
        model.close();
        inputs.values().forEach(Scope::release);
    }
}
