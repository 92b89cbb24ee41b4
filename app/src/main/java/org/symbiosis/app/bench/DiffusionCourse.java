package org.symbiosis.app.bench;

import static org.bytedeco.pytorch.global.torch.rand;
import static org.bytedeco.pytorch.global.torch.randn;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.diffusion.DiffusionMethod;
import org.symbiosis.diffusion.DiffusionRecipe;
import org.symbiosis.diffusion.LatentSpace;
import org.symbiosis.diffusion.Objective;
import org.symbiosis.nn.Shortcut;
import org.symbiosis.nn.UVit;
import org.symbiosis.nn.UVitConfig;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;
import org.symbiosis.train.OptimizerConfig;

/**
 * A diffusion model on 32 x 32 pixels for races. Its branches do not start at zero, so that every
 * gradient counts in the comparison.
 */
public enum DiffusionCourse {
    /** 128 channels, 5 blocks, 65 tokens. */
    TINY(UVitConfig.tiny()),
    /** 512 channels, 13 blocks, 257 tokens: U-ViT-S/2. */
    SMALL(UVitConfig.small());

    private static final OptimizerConfig.AdamW OPTIMIZER =
            new OptimizerConfig.AdamW(0.9, 0.99, 1e-8, 0.03);

    private final UVitConfig config;

    DiffusionCourse(UVitConfig plain) {
        config = plain.withShortcut(new Shortcut.LinearDecay(0.7));
    }

    /** What is done with it. */
    public enum Work {
        /** Noising, forward, backward, AdamW. */
        TRAIN {
            @Override
            Starter start(UVit model, Map<String, Tensor> inputs, int threads) {
                DiffusionRecipe recipe = DiffusionRecipe.cifar();
                DiffusionMethod method =
                        new DiffusionMethod(model, recipe, LatentSpace.pixels()::seen);
                return new TrainingStep(
                        method,
                        OPTIMIZER.create(method.groups(OPTIMIZER.weightDecay())),
                        inputs,
                        threads);
            }
        },
        /** One call of the network and the sampler's arithmetic. */
        SAMPLE {
            @Override
            Starter start(UVit model, Map<String, Tensor> inputs, int threads) {
                Objective objective = DiffusionRecipe.cifar().objective();
                return new SamplingStep(model, objective, inputs, threads);
            }
        };

        abstract Starter start(UVit model, Map<String, Tensor> inputs, int threads);
    }

    /** Ours, ready to run. */
    public Starter start(Work work, int batch, int threads) {
        try (Scope s = Scope.open()) {
            Seed.set(0);
            Map<String, Tensor> inputs = new LinkedHashMap<>();
            inputs.put("images", randn(batch, 3, 32, 32));
            inputs.put("noise", randn(batch, 3, 32, 32));
            inputs.put("uniform", rand(batch));
            return work.start(new UVit(config), inputs, threads);
        }
    }

    /** What the peer calls this work. */
    public String key(Work work) {
        return name().toLowerCase(Locale.ROOT) + "-" + work.name().toLowerCase(Locale.ROOT);
    }

    /** This work in words. */
    public String words(Work work) {
        return "U-ViT %s, a %s step"
                .formatted(
                        name().toLowerCase(Locale.ROOT),
                        work == Work.TRAIN ? "training" : "sampling");
    }
}
