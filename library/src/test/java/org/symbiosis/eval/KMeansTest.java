package org.symbiosis.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbiosis.UserError;
import org.symbiosis.data.SplitMix;
import org.symbiosis.eval.KMeans.Geometry;
import org.symbiosis.eval.KMeans.Start;

class KMeansTest {
    @ParameterizedTest
    @EnumSource
    void plantedClustersAreFound(Start start) {
        Clustering c = KMeans.plane(5, 3).withStart(start).fit(planted(500, 5, 7), 7);
        Map<Integer, Integer> names = new HashMap<>();
        for (int i = 0; i < 500; i++) {
            assertThat(names.computeIfAbsent(i % 5, k -> c.labels()[names.size()]))
                    .isEqualTo(c.labels()[i]);
        }
        assertThat(c.sizes()).containsOnly(100);
        assertThat(c.occupied()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void threadsDoNotChangeADigit(int threads) {
        float[] small = noise(300, 6, 1);
        float[] large = noise(40_000, 12, 2);
        for (float[] points : new float[][] {small, large}) {
            int d = points == small ? 6 : 12;
            KMeans means = new KMeans(9, 3, 12, 0, Geometry.PLANE, Start.BY_DISTANCE, 4, 1);
            Clustering one = means.fit(points, d);
            Clustering other = means.withThreads(threads).fit(points, d);
            assertThat(other.labels()).isEqualTo(one.labels());
            assertThat(other.centres()).isEqualTo(one.centres());
            assertThat(other.inertia()).isEqualTo(one.inertia());
        }
    }

    @Test
    void centresAreMeansAndLabelsTheNearest() {
        float[] points = noise(200, 3, 5);
        Clustering c = KMeans.plane(6, 0).fit(points, 3);
        double inertia = 0;
        for (int i = 0; i < 200; i++) {
            double own = squared(points, i, c.centres(), c.labels()[i]);
            for (int k = 0; k < 6; k++) {
                assertThat(squared(points, i, c.centres(), k)).isGreaterThanOrEqualTo(own);
            }
            inertia += own;
        }
        assertThat(c.inertia()).isCloseTo(inertia, within(1e-9));
        assertThat(Arrays.stream(c.sizes()).sum()).isEqualTo(200);
    }

    @Test
    void moreRestartsAndMoreClustersAreNeverWorse() {
        float[] points = noise(150, 4, 6);
        double one = KMeans.plane(7, 1).withRestarts(1).fit(points, 4).inertia();
        double ten = KMeans.plane(7, 1).fit(points, 4).inertia();
        assertThat(ten).isLessThanOrEqualTo(one);
        double all = KMeans.plane(150, 1).withRestarts(1).fit(points, 4).inertia();
        assertThat(all).isZero();
    }

    @Test
    void emptyClustersTakeFarPoints() {
        float[] points = {0, 0.1f, 0.2f, 10, 10.1f, 30};
        double[] start = {5, 100, 200};
        KMeans means = KMeans.plane(3, 0);
        Clustering c = new Lloyd(means, Points.of(points, 1), 1).run(start);
        assertThat(c.occupied()).isEqualTo(3);
        assertThat(c.labels()[0]).isEqualTo(c.labels()[1]).isEqualTo(c.labels()[2]);
        assertThat(c.labels()[3]).isEqualTo(c.labels()[4]);
        assertThat(c.sizes()).containsExactlyInAnyOrder(3, 2, 1);
    }

    @Test
    void emptyDirectionsSplitTheLargest() {
        float[] points = {1, 0, 1, 0.1f, 0.1f, 1, 0, 1};
        double[] start = {1, 0, -1, 0};
        Clustering c = new Lloyd(KMeans.sphere(2, 0), Points.of(points, 2).unit(), 1).run(start);
        assertThat(c.sizes()).containsExactly(2, 2);
        assertThat(c.labels()[0]).isEqualTo(c.labels()[1]).isNotEqualTo(c.labels()[2]);
    }

    @Test
    void fewerDifferentPointsThanClustersLeaveSomeEmpty() {
        float[] points = {1, 2, 1, 2, 1, 2, 3, 4};
        Clustering c = KMeans.plane(3, 0).fit(points, 2);
        assertThat(c.occupied()).isEqualTo(2);
        assertThat(c.inertia()).isZero();
        assertThat(KMeans.plane(4, 0).fit(new float[8], 2).occupied()).isEqualTo(1);
    }

    @Test
    void directionsForgetLengths() {
        float[] points = planted(120, 3, 5);
        float[] scaled = points.clone();
        SplitMix random = SplitMix.of(8);
        for (int i = 0; i < 120; i++) {
            float length = (float) random.u(0.1, 9);
            for (int j = 0; j < 5; j++) {
                scaled[i * 5 + j] *= length;
            }
        }
        Clustering c = KMeans.sphere(3, 2).fit(scaled, 5);
        assertThat(c.labels()).isEqualTo(KMeans.sphere(3, 2).fit(points, 5).labels());
        for (int k = 0; k < 3; k++) {
            double squares = 0;
            for (int j = 0; j < 5; j++) {
                squares += c.centres()[k * 5 + j] * c.centres()[k * 5 + j];
            }
            assertThat(squares).isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void whatCannotWorkSaysWhatToDo() {
        assertThatThrownBy(() -> KMeans.plane(5, 0).fit(new float[8], 2))
                .isInstanceOf(UserError.class)
                .hasMessage("5 clusters of 4 points: choose at most as many clusters as points");
        float[] broken = {1, 2, 3, Float.NaN};
        assertThatThrownBy(() -> KMeans.plane(1, 0).fit(broken, 2))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("feature 1 of point 1 is NaN");
        assertThatThrownBy(() -> KMeans.plane(0, 0)).isInstanceOf(UserError.class);
        assertThatThrownBy(() -> KMeans.plane(1, 0).withThreads(0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void troubleInATaskReachesTheCaller() {
        assertThatThrownBy(
                        () ->
                                Parallel.each(
                                        2,
                                        9,
                                        t -> {
                                            throw new IllegalStateException("task");
                                        }))
                .isInstanceOf(IllegalStateException.class);
    }

    private static double squared(float[] points, int i, double[] centres, int k) {
        double sum = 0;
        for (int j = 0; j < 3; j++) {
            double difference = points[i * 3 + j] - centres[k * 3 + j];
            sum += difference * difference;
        }
        return sum;
    }

    private static float[] noise(int n, int d, long seed) {
        SplitMix random = SplitMix.of(seed);
        float[] points = new float[n * d];
        for (int i = 0; i < points.length; i++) {
            points[i] = (float) random.gaussian();
        }
        return points;
    }

    /** Point i belongs to cluster i % k, which lies far out along an axis. */
    private static float[] planted(int n, int k, int d) {
        float[] points = noise(n, d, 11);
        for (int i = 0; i < n; i++) {
            points[i * d + i % k] += 20;
        }
        return points;
    }
}
