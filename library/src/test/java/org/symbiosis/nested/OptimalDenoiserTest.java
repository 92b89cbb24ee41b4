package org.symbiosis.nested;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.pytorch.global.torch.randn;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.symbiosis.diffusion.DpmSolverPlusPlusFast;
import org.symbiosis.diffusion.NoiseSchedule;
import org.symbiosis.diffusion.SampleNoise;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;

class OptimalDenoiserTest {
    private static final NoiseSchedule SCHEDULE = new NoiseSchedule.Discrete();

    @Test
    void walksToAMemberOfTheSet() {
        Seed.set(1);
        try (Scope s = Scope.open()) {
            Tensor set = randn(5, 2, 4, 4).mul(new Scalar(3.0));
            SampleNoise noise = new SampleNoise(1, 0, 0, 6);
            Tensor drawn =
                    new DpmSolverPlusPlusFast(30)
                            .sample(
                                    new OptimalDenoiser(SCHEDULE, set),
                                    SCHEDULE,
                                    noise.next(6, 2, 4, 4),
                                    noise);
            assertThat(farthestFromSet(drawn, set)).isLessThan(0.2);
        }
    }

    @Test
    void aConditionWithoutNoiseNamesTheMember() {
        Seed.set(2);
        try (Scope s = Scope.open()) {
            Tensor set = randn(5, 2, 4, 4);
            Tensor above = randn(5, 3, 1, 1);
            OptimalDenoiser all = new OptimalDenoiser(SCHEDULE, set);
            Tensor x = randn(1, 2, 4, 4);
            Tensor told = above.narrow(0, 3, 1);
            Tensor eps = all.given(told, above, 0).noise(x, 0.9);
            Tensor image =
                    x.sub(eps.mul(new Scalar(SCHEDULE.sigma(0.9))))
                            .div(new Scalar(SCHEDULE.alpha(0.9)));
            assertThat(Plain.floats(image))
                    .containsExactly(Plain.floats(set.narrow(0, 3, 1)), within(1e-3f));
        }
    }

    private static double farthestFromSet(Tensor drawn, Tensor set) {
        Tensor apart = drawn.unsqueeze(1).sub(set.unsqueeze(0)).abs().flatten(2, -1);
        return apart.amax(new long[] {2}, false).amin(new long[] {1}, false).max().item_double();
    }
}
