package org.symbiosis.app.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.config.Configs;
import org.symbiosis.data.Batch;
import org.symbiosis.data.SplitMix;
import org.symbiosis.intrinsics.IntrinsicsConfig;
import org.symbiosis.intrinsics.LatentIntrinsics;
import org.symbiosis.intrinsics.RelightConfig;
import org.symbiosis.intrinsics.RelightMethod;
import org.symbiosis.intrinsics.RelightRecipe;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;
import org.symbiosis.train.OptimizerConfig;

/** A training step of a network that relights, for races: with noise, without dropout. */
public enum RelightCourse {
    /** 32 pixels. */
    ROOMS(RelightRecipe.rooms().model()),
    /** 64 pixels. */
    TINY(RelightRecipe.tiny().model()),
    /** 128 pixels. */
    SMALL(RelightRecipe.small().model().withDropout(0));

    private static final OptimizerConfig.AdamW OPTIMIZER =
            new OptimizerConfig.AdamW(0.9, 0.999, 1e-8, 1e-2);

    private final IntrinsicsConfig config;

    RelightCourse(IntrinsicsConfig config) {
        this.config = config;
    }

    private RelightMethod method(int batch) {
        Seed.set(0);
        return new RelightMethod(new LatentIntrinsics(config), RelightConfig.USUAL, batch, 0);
    }

    /** Ours, ready to run. */
    public Starter start(int batch, int threads) {
        int side = config.resolution();
        SplitMix random = SplitMix.of(side, batch);
        float[] pixels = new float[batch * 6 * side * side];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) random.u(-1, 1);
        }
        try (Scope s = Scope.open()) {
            RelightMethod method = method(batch);
            Batch pairs = new Batch(pixels, batch, 2 * side, side, new int[batch], new int[batch]);
            Map<String, Tensor> inputs = new LinkedHashMap<>();
            method.draw(pairs, 0).tensors().forEach((n, t) -> inputs.put(n, t.contiguous()));
            return new TrainingStep(
                    method,
                    OPTIMIZER.create(method.groups(OPTIMIZER.weightDecay())),
                    inputs,
                    threads);
        }
    }

    /** What the peer is told: the network and the targets of the coding rates. */
    public String key(int batch) {
        try (Scope s = Scope.open()) {
            RelightMethod method = method(batch);
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("config", config);
            told.put("targets", method.rateTargets());
            method.model().close();
            return Configs.json(told);
        }
    }

    /** This work in words. */
    public String words() {
        return "latent intrinsics (%s, %d pixels), a training step"
                .formatted(name().toLowerCase(Locale.ROOT), config.resolution());
    }
}
