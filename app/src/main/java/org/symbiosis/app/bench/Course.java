package org.symbiosis.app.bench;

import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.decay.Mae;
import org.symbiosis.decay.MaeConfig;
import org.symbiosis.decay.MaeMethod;
import org.symbiosis.train.Method;
import org.symbiosis.train.OptimizerConfig;
import org.symbiosis.train.ParameterGroup;

/** What is trained in a race: a model, its optimiser and its rate, for 32 x 32 pixels. */
public enum Course {
    /** 192 channels, 12 blocks, 64 tokens, nothing masked; AdamW as PyTorch sets it. */
    VIT_TINY("vit-tiny", "ViT-Tiny", new OptimizerConfig.AdamW(0.9, 0.999, 1e-8, 0.01)) {
        @Override
        Method method() {
            return new PixelMethod(new PixelTransformer());
        }

        @Override
        List<ParameterGroup> groups(Map<String, Tensor> parameters) {
            return ParameterGroup.all(parameters, optimizer().weightDecay());
        }
    },
    /**
     * The masked autoencoder of the preset {@code cifar}, with decay and skips. Its branches do not
     * start at zero here, so that every gradient counts in the comparison of losses.
     */
    MAE("mae", "decayed MAE", OptimizerConfig.AdamW.ofMae()) {
        @Override
        Method method() {
            MaeConfig config = MaeConfig.cifar().withFirstStep(MaeConfig.FirstStep.XAVIER);
            return new MaeMethod(new Mae(config));
        }

        @Override
        List<ParameterGroup> groups(Map<String, Tensor> parameters) {
            return ParameterGroup.decayed(parameters, optimizer().weightDecay());
        }
    };

    /** The learning rate of every step. */
    static final double RATE = 1e-3;

    private final String key;
    private final String words;
    private final OptimizerConfig.AdamW optimizer;

    Course(String key, String words, OptimizerConfig.AdamW optimizer) {
        this.key = key;
        this.words = words;
        this.optimizer = optimizer;
    }

    abstract Method method();

    abstract List<ParameterGroup> groups(Map<String, Tensor> parameters);

    OptimizerConfig.AdamW optimizer() {
        return optimizer;
    }

    /** The model in words. */
    public String words() {
        return words;
    }

    /** The name on the command line. */
    @Override
    public String toString() {
        return key;
    }
}
