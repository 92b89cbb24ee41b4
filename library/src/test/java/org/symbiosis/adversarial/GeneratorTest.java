package org.symbiosis.adversarial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;

class GeneratorTest {
    @Test
    void standingStatisticsMakeEvaluationLikeTraining() {
        Seed.set(2);
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard();
                Generator generator = new Generator(GeneratorConfig.BigGanDeep.of(32, 4, 8))) {
            Tensor noise = generator.noise(64);
            generator.train();
            double trained = spread(generator.forward(noise));
            generator.standingStatistics(Generator.STANDING_BATCHES, 64);
            generator.eval();
            Tensor before = generator.forward(noise);
            assertThat(spread(before)).isCloseTo(trained, within(0.2 * trained));
            assertThat(Plain.floats(generator.forward(noise)))
                    .as("evaluation changes nothing")
                    .containsExactly(Plain.floats(before));
        }
    }

    private static double spread(Tensor images) {
        return images.var(new long[] {0}, false, false).mean().item_double();
    }

    @Test
    void oneNoiseGivesOneImageWhateverIsBesideIt() {
        Seed.set(2);
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard();
                Generator generator = new Generator(GanConfig.spiral().generator())) {
            Tensor noise = generator.noise(6);
            generator.eval();
            float[] alone = Plain.floats(generator.forward(noise.narrow(0, 4, 1)));
            float[] among = Plain.floats(generator.forward(noise).narrow(0, 4, 1));
            assertThat(alone).containsExactly(among, within(1e-6f));
        }
    }
}
