package org.symbiosis.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.symbiosis.UserError;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

class FrechetDistanceTest {
    @Test
    void aSetHasNoDistanceFromItself() {
        Moments many = Moments.of(KnnTest.clouds(200, 12, 3, 1, 1));
        assertThat(FrechetDistance.of(many, many)).isEqualTo(0, within(1e-12));
        Moments few = Moments.of(KnnTest.clouds(5, 12, 3, 1, 1));
        assertThat(FrechetDistance.of(few, few)).isEqualTo(0, within(1e-12));
    }

    @Test
    void gaussiansAlongTheAxesHaveAClosedForm() {
        Moments one = new Moments(0, new double[] {1, 2}, new double[] {4, 0, 0, 9});
        Moments other = new Moments(0, new double[] {-1, 5}, new double[] {1, 0, 0, 25});
        // 2^2 + 3^2, and (2 - 1)^2 + (3 - 5)^2 of the deviations.
        assertThat(FrechetDistance.of(one, other)).isEqualTo(18, within(1e-12));
    }

    @Test
    void turningBothChangesNothing() {
        double c = Math.cos(0.7);
        double s = Math.sin(0.7);
        Moments straight = new Moments(0, new double[] {1, 0}, new double[] {4, 0, 0, 9});
        Moments wide = new Moments(0, new double[] {0, 0}, new double[] {1, 0, 0, 25});
        Moments turned = turn(straight, c, s);
        assertThat(FrechetDistance.of(turned, turn(wide, c, s)))
                .isEqualTo(FrechetDistance.of(straight, wide), within(1e-12));
        assertThat(FrechetDistance.of(turned, wide)).isGreaterThan(6.1);
    }

    private static Moments turn(Moments m, double c, double s) {
        double x = m.mean()[0];
        double y = m.mean()[1];
        double a = m.covariance()[0];
        double b = m.covariance()[3];
        double cross = c * s * (a - b);
        double[] covariance = {c * c * a + s * s * b, cross, cross, s * s * a + c * c * b};
        return new Moments(0, new double[] {c * x - s * y, s * x + c * y}, covariance);
    }

    @Test
    void isSymmetricAndGrowsWithTheShift() {
        Moments one = Moments.of(KnnTest.clouds(100, 6, 3, 1, 1));
        Moments other = Moments.of(KnnTest.clouds(80, 6, 2, 1, 2));
        double there = FrechetDistance.of(one, other);
        assertThat(FrechetDistance.of(other, one)).isEqualTo(there, within(1e-10));
        double[] mean = other.mean().clone();
        mean[0] = one.mean()[0] + 10;
        Moments away = new Moments(80, mean, other.covariance());
        assertThat(FrechetDistance.of(one, away)).isGreaterThan(there + 90);
    }

    @Test
    void batchesAndALargeOffsetCostNoDigits() {
        Features clouds = KnnTest.clouds(300, 5, 3, 1, 1);
        float[] far = clouds.values().clone();
        for (int i = 0; i < far.length; i++) {
            far[i] += 4096; // a power of two: the float keeps most of its digits
        }
        Features shifted = KnnTest.features(5, far, clouds.labels());
        Moments whole = Moments.of(shifted);
        try (Scope s = Scope.open();
                MomentSum sum = new MomentSum(5)) {
            for (int from = 0; from < 300; from += 70) {
                int count = Math.min(70, 300 - from);
                float[] part = new float[count * 5];
                System.arraycopy(far, from * 5, part, 0, part.length);
                sum.add(Plain.tensor(part, count, 5));
            }
            assertThat(sum.moments().covariance())
                    .containsExactly(whole.covariance(), within(1e-9));
            assertThat(sum.count()).isEqualTo(300);
        }
        assertThat(whole.covariance())
                .containsExactly(Moments.of(clouds).covariance(), within(1e-3));
    }

    @Test
    void whatCannotBeComparedIsRefused() {
        Moments two = Moments.of(KnnTest.clouds(9, 2, 3, 1, 1));
        Moments three = Moments.of(KnnTest.clouds(9, 3, 3, 1, 1));
        assertThatThrownBy(() -> FrechetDistance.of(two, three))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("same network");
        assertThatThrownBy(() -> Moments.of(KnnTest.clouds(1, 3, 1, 1, 1)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("at least two images");
        Features nan = KnnTest.features(1, new float[] {1, Float.NaN}, 0, 0);
        assertThatThrownBy(() -> Moments.of(nan))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("not finite");
    }
}
