package org.symbiosis.adversarial;

import java.util.List;
import org.symbiosis.nn.Activation;
import org.symbiosis.train.TrainConfig;

/** Games that take milliseconds. */
final class TinyGan {
    private TinyGan() {}

    /** Images of 32 pixels through two channels, embeddings of 8 values, a bank of 20. */
    static GanConfig images() {
        BackboneConfig backbone =
                new BackboneConfig.Residual(
                        3,
                        2,
                        List.of(
                                new BackboneConfig.Stage(1, 1, 4),
                                new BackboneConfig.Stage(2, 1, 4)),
                        2,
                        BackboneConfig.FirstNorm.NONE,
                        Activation.ELU);
        return new GanConfig(
                DiscriminatorConfig.of(backbone, 8),
                GeneratorConfig.BigGanDeep.of(32, 2, 6),
                Adversary.Gaussian.of(Adversary.Distance.JSD),
                ClusterConfig.of(20),
                SmoothnessConfig.reference());
    }

    /** A few steps on batches of 8 from seed 3, a checkpoint every other step. */
    static GanRecipe recipe(double epochs) {
        GanRecipe usual = GanRecipe.tiny();
        TrainConfig t = usual.train();
        TrainConfig train =
                new TrainConfig(
                        epochs,
                        8,
                        1,
                        t.optimizer(),
                        t.learningRate(),
                        t.clipNorm(),
                        t.emaDecay(),
                        t.precision(),
                        3,
                        1,
                        2,
                        2,
                        1);
        return new GanRecipe(
                images(),
                train,
                usual.generatorOptimizer(),
                usual.probe(),
                3,
                usual.preparation(),
                usual.evaluation());
    }
}
