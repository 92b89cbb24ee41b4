package org.symbiosis.adversarial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.symbiosis.adversarial.ClusterConfig.NeighbourWeights;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/** Four real images on a quarter of a circle; their embeddings lie elsewhere. */
class ClusterLossTest {
    private static Tensor directions(double... degrees) {
        double[] xy = new double[2 * degrees.length];
        for (int i = 0; i < degrees.length; i++) {
            xy[2 * i] = Math.cos(Math.toRadians(degrees[i]));
            xy[2 * i + 1] = Math.sin(Math.toRadians(degrees[i]));
        }
        return Plain.tensor(xy, degrees.length, 2);
    }

    private static ClusterLoss.Pool pool() {
        return new ClusterLoss.Pool(directions(0, 10, 30, 90), directions(0, 60, 120, 180));
    }

    private static ClusterConfig config(int neighbours, int offset, NeighbourWeights weights) {
        return new ClusterConfig(1, neighbours, 4, offset, weights);
    }

    private static double cos(double degrees) {
        return Math.cos(Math.toRadians(degrees));
    }

    @Test
    void aRealImagePassesItselfOver() {
        try (Scope s = Scope.open()) {
            ClusterConfig one = config(1, 1, NeighbourWeights.EQUAL);
            Tensor similar = ClusterLoss.real(one, directions(0), directions(0), pool());
            assertThat(similar.item_double()).isCloseTo(cos(60), within(1e-12));
        }
    }

    @Test
    void aFakePassesItsNearestOverOnlyWhereItIsToldTo() {
        try (Scope s = Scope.open()) {
            Tensor key = directions(12); // next to 10, then 0, then 30
            Tensor z = directions(0);
            ClusterConfig reference = config(1, 1, NeighbourWeights.EQUAL);
            ClusterConfig nearest = config(1, 0, NeighbourWeights.EQUAL);
            assertThat(ClusterLoss.fake(reference, key, z, pool()).item_double())
                    .isCloseTo(1, within(1e-12));
            assertThat(ClusterLoss.fake(nearest, key, z, pool()).item_double())
                    .isCloseTo(cos(60), within(1e-12));
        }
    }

    @Test
    void nearNeighboursMayCountForMore() {
        try (Scope s = Scope.open()) {
            Tensor key = directions(12);
            Tensor z = directions(0);
            double first = Math.exp(cos(2) / 0.5);
            double second = Math.exp(cos(12) / 0.5);
            double expected = (first * cos(60) + second * cos(0)) / (first + second);
            ClusterConfig soft = config(2, 0, NeighbourWeights.SOFTMAX);
            ClusterConfig equal = config(2, 0, NeighbourWeights.EQUAL);
            assertThat(ClusterLoss.fake(soft, key, z, pool()).item_double())
                    .isCloseTo(expected, within(1e-12));
            assertThat(ClusterLoss.fake(equal, key, z, pool()).item_double())
                    .isCloseTo(0.75, within(1e-12));
        }
    }
}
