package org.symbiosis.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.symbiosis.train.LearningRate.Scaling;

class LearningRateTest {
    @Test
    void itRisesOnALineAndFallsOnHalfACosine() {
        // Section 3.3: peak 6e-4 = 1.5e-4 * 1024 / 256, 800 epochs, 40 of them warm-up.
        LearningRate rate = new LearningRate.WarmupCosine(1.5e-4, Scaling.PER_256_IMAGES, 40, 0);
        assertThat(rate.at(0, 800, 1024)).isZero();
        assertThat(rate.at(10, 800, 1024)).isEqualTo(1.5e-4, within(1e-18));
        assertThat(rate.at(40, 800, 1024)).isEqualTo(6e-4, within(1e-18));
        assertThat(rate.at(420, 800, 1024)).isEqualTo(3e-4, within(1e-18));
        assertThat(rate.at(230, 800, 1024)).isEqualTo(3e-4 * (1 + Math.sqrt(0.5)), within(1e-15));
        assertThat(rate.at(800, 800, 1024)).isEqualTo(0, within(1e-18));
    }

    @Test
    void itEndsAtItsFloor() {
        LearningRate rate = new LearningRate.WarmupCosine(2, Scaling.NONE, 1, 0.25);
        assertThat(rate.at(0.5, 3, 4096)).isEqualTo(1);
        assertThat(rate.at(2, 3, 4096)).isEqualTo(2 * (0.25 + 0.75 / 2), within(1e-12));
        assertThat(rate.at(3, 3, 4096)).isEqualTo(0.5, within(1e-12));
    }

    @Test
    void withoutWarmUpItStartsAtThePeak() {
        LearningRate rate = new LearningRate.WarmupCosine(2, Scaling.NONE, 0, 0);
        assertThat(rate.at(0, 3, 1)).isEqualTo(2);
    }

    @Test
    void aWarmUpLongerThanTheTrainingStaysALine() {
        LearningRate rate = new LearningRate.WarmupCosine(2, Scaling.NONE, 10, 0);
        assertThat(rate.at(3, 4, 1)).isEqualTo(0.6, within(1e-12));
    }

    @Test
    void aConstantIsOne() {
        LearningRate rate = new LearningRate.Constant(3, Scaling.PER_256_IMAGES);
        assertThat(rate.at(0, 5, 128)).isEqualTo(1.5);
        assertThat(rate.at(5, 5, 128)).isEqualTo(1.5);
    }

    @Test
    void aWarmUpMayEndInAConstant() {
        // Section 4.3: the first update has rate 0, from step 2500 on it is 2e-4.
        LearningRate rate = new LearningRate.WarmupConstant(2e-4, Scaling.NONE, 2500);
        assertThat(rate.at(0, 500_000, 128)).isZero();
        assertThat(rate.at(625, 500_000, 128)).isEqualTo(5e-5, within(1e-18));
        assertThat(rate.at(2500, 500_000, 128)).isEqualTo(2e-4);
        assertThat(rate.at(500_000, 500_000, 128)).isEqualTo(2e-4);
    }

    @Test
    void aLongerTrainingKeepsItsKindOfRateAndTheShareOfItsWarmUp() {
        assertThat(new LearningRate.WarmupConstant(2, Scaling.NONE, 3).stretched(4))
                .isEqualTo(new LearningRate.WarmupConstant(2, Scaling.NONE, 12));
        assertThat(new LearningRate.WarmupCosine(2, Scaling.PER_256_IMAGES, 3, 0.1).stretched(0.5))
                .isEqualTo(new LearningRate.WarmupCosine(2, Scaling.PER_256_IMAGES, 1.5, 0.1));
        LearningRate constant = new LearningRate.Constant(2, Scaling.NONE);
        assertThat(constant.stretched(7)).isEqualTo(constant);
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new LearningRate.Constant(-1, Scaling.NONE))
                .hasMessage("peak must not be negative, but is -1.0");
        assertThatThrownBy(() -> new LearningRate.WarmupCosine(1, Scaling.NONE, 1, 2))
                .hasMessage("floor must lie in [0, 1], not 2.0");
        assertThatThrownBy(() -> new LearningRate.WarmupCosine(1, Scaling.NONE, Double.NaN, 0))
                .hasMessageContaining("warmup");
    }
}
