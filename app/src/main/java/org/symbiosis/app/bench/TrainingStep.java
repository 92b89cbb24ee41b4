package org.symbiosis.app.bench;

import static org.bytedeco.pytorch.global.torch.rand;
import static org.bytedeco.pytorch.global.torch.randn;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.tensor.Safetensors;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;
import org.symbiosis.train.Draw;
import org.symbiosis.train.Method;
import org.symbiosis.train.Optimizer;
import org.symbiosis.train.Precision;
import org.symbiosis.train.Workers;

/** Our step: draw split over workers, gradients summed, the optimiser's step. */
public final class TrainingStep implements Starter {
    private final Method method;
    private final Workers workers;
    private final Optimizer optimizer;
    private final Map<String, Tensor> inputs;

    /** A step over one batch of random images of 32 x 32, the same in every step. */
    public static TrainingStep of(Course course, int batch, int threads) {
        try (Scope s = Scope.open()) {
            Seed.set(0);
            Method method = course.method();
            Map<String, Tensor> inputs = new LinkedHashMap<>();
            inputs.put("images", randn(batch, 3, 32, 32));
            inputs.put("noise", rand(batch, 64));
            Optimizer optimizer =
                    course.optimizer().create(course.groups(method.model().parameters()));
            return new TrainingStep(method, optimizer, inputs, threads);
        }
    }

    /** A step of any method over one batch, the same in every step. */
    TrainingStep(Method method, Optimizer optimizer, Map<String, Tensor> inputs, int threads) {
        this.method = method;
        this.optimizer = optimizer;
        this.inputs = new LinkedHashMap<>(inputs);
        this.inputs.values().forEach(Scope::keep);
        this.workers = new Workers(method, threads, Precision.FP32);
    }

    @Override
    public String name() {
        return "Symbiosis, workers: " + workers.count();
    }

    @Override
    public void save(Path file) {
        Map<String, Tensor> all = new LinkedHashMap<>(method.model().state());
        all.putAll(inputs);
        Safetensors.write(file, all, Map.of());
    }

    @Override
    public Round run(int steps) {
        List<Double> seconds = new ArrayList<>();
        List<Double> losses = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            long start = System.nanoTime();
            losses.add(step());
            seconds.add((System.nanoTime() - start) / 1e9);
        }
        return new Round(seconds, losses);
    }

    private double step() {
        try (Scope s = Scope.open()) {
            Draw draw = new Draw(inputs);
            optimizer.zeroGradients();
            double loss = workers.gradients(List.of(draw)).loss();
            optimizer.step(Course.RATE);
            return loss;
        }
    }

    @Override
    public void close() {
        workers.close();
        optimizer.close();
        method.model().close();
        inputs.values().forEach(Scope::release);
    }
}
