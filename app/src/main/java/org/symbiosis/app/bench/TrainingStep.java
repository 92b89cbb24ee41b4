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

/** Our step: draw split over workers, gradients summed, AdamW. */
public final class TrainingStep implements Contestant {
    private final Method method;
    private final Workers workers;
    private final Optimizer optimizer;
    private final Tensor images; // (B, 3, 32, 32)
    private final Tensor noise; // (B, 64)

    /** A step over one batch of random images, the same in every step. */
    public TrainingStep(Course course, int batch, int threads) {
        try (Scope s = Scope.open()) {
            Seed.set(0);
            method = course.method();
            images = Scope.keep(randn(batch, 3, 32, 32));
            noise = Scope.keep(rand(batch, 64));
            workers = new Workers(method, threads, Precision.FP32);
            optimizer = course.optimizer().create(course.groups(method.model().parameters()));
        }
    }

    @Override
    public String name() {
        return "Symbiosis, workers: " + workers.count();
    }

    /** Writes weights, images and noise, for another to start from. */
    public void save(Path file) {
        Map<String, Tensor> all = new LinkedHashMap<>(method.model().state());
        all.put("images", images);
        all.put("noise", noise);
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
            Draw draw = new Draw(Map.of("images", images, "noise", noise));
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
        Scope.release(images);
        Scope.release(noise);
    }
}
