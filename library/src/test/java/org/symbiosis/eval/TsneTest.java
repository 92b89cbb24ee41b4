package org.symbiosis.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.symbiosis.UserError;
import org.symbiosis.data.SplitMix;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.train.Progress;

class TsneTest {
    private static final int N = 90;
    private static final int D = 10;
    private static final TsneConfig SHORT =
            TsneConfig.of(N, 1).withPerplexity(12).withIterations(300);

    @Test
    void clustersThatLieApartStayApart() {
        Tsne.Layout layout = layout(SHORT, clusters());
        for (int i = 0; i < N; i++) {
            int nearest = -1;
            double least = Double.POSITIVE_INFINITY;
            for (int j = 0; j < N; j++) {
                double distance =
                        Math.hypot(layout.x()[i] - layout.x()[j], layout.y()[i] - layout.y()[j]);
                if (j != i && distance < least) {
                    least = distance;
                    nearest = j;
                }
            }
            assertThat(nearest % 3).as("neighbour of point %d", i).isEqualTo(i % 3);
        }
        assertThat(between(layout)).isGreaterThan(2 * radius(layout));
        assertThat(layout.divergence()).isBetween(0.0, 1.0);
    }

    @Test
    void oneSeedGivesOneLayoutAndTheStepsImproveIt() {
        Tsne.Layout first = layout(SHORT, clusters());
        Tsne.Layout second = layout(SHORT, clusters());
        assertThat(second.x()).isEqualTo(first.x());
        assertThat(second.y()).isEqualTo(first.y());
        double soon = layout(SHORT.withIterations(4), clusters()).divergence();
        assertThat(first.divergence()).isLessThan(soon / 2);
    }

    @Test
    void everyPointHasTheWishedPerplexity() {
        try (Scope s = Scope.open()) {
            double[] P = Plain.doubles(Affinities.conditional(Plain.tensor(clusters(), N, D), 12));
            for (int i = 0; i < N; i++) {
                double sum = 0;
                double entropy = 0;
                for (int j = 0; j < N; j++) {
                    double p = P[i * N + j];
                    sum += p;
                    entropy -= p > 0 ? p * Math.log(p) : 0;
                }
                assertThat(P[i * N + i]).isZero();
                assertThat(sum).isCloseTo(1, within(1e-5));
                assertThat(Math.exp(entropy)).isCloseTo(12, within(0.01));
            }
        }
    }

    @Test
    void affinitiesAreSymmetricAndSumToOneAcrossChunks() {
        int n = 1100; // three chunks
        double[] X = new double[n * 2];
        SplitMix random = SplitMix.of(5);
        for (int i = 0; i < X.length; i++) {
            X[i] = random.gaussian();
        }
        try (Scope s = Scope.open()) {
            float[] P = Plain.floats(Affinities.of(Plain.tensor(X, n, 2), 30));
            double sum = 0;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    sum += P[i * n + j];
                    assertThat(P[i * n + j]).isEqualTo(P[j * n + i]);
                }
                assertThat(P[i * n + i]).isZero();
            }
            assertThat(sum).isCloseTo(1, within(1e-4));
        }
    }

    @Test
    void equalPointsPartWithoutANumberLost() {
        Tsne.Layout layout = layout(SHORT.withIterations(60), new double[N * D]);
        for (int i = 0; i < N; i++) {
            assertThat(layout.x()[i]).isFinite();
            assertThat(layout.y()[i]).isFinite();
        }
        assertThat(layout.x()[0]).isNotEqualTo(layout.x()[1]);
    }

    @Test
    void progressIsToldAndNativeMemoryGivenBack() {
        List<String> heard = new ArrayList<>();
        Progress progress =
                new Progress() {
                    @Override
                    public void begin(String what, long done, long total) {
                        heard.add(what + " " + total);
                    }

                    @Override
                    public void step(long done, String note, double imagesPerSecond) {
                        if (!note.isEmpty()) {
                            heard.add(done + " " + note.split(" ", 2)[0]);
                        }
                    }

                    @Override
                    public void end() {
                        heard.add("end");
                    }
                };
        try (Scope s = Scope.open()) {
            var points = Plain.tensor(clusters(), N, D);
            long before = Pointer.totalCount();
            new Tsne(SHORT.withIterations(100), progress).layout(points);
            assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before + 2);
        }
        assertThat(heard)
                .containsExactly(
                        "t-SNE of 90 points 100", "50 divergence", "100 divergence", "end");
    }

    @Test
    void whatCannotWorkSaysWhatToDo() {
        assertThatThrownBy(() -> layout(SHORT.withPerplexity(30), clusters()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("perplexity 30.0 is too much for 90 points");
        assertThatThrownBy(() -> SHORT.withPerplexity(Double.NaN)).isInstanceOf(UserError.class);
        assertThatThrownBy(() -> SHORT.withIterations(0)).hasMessageContaining("at least one step");
        assertThat(TsneConfig.of(12, 1).perplexity()).isLessThan(12 / 3.0);
        assertThat(TsneConfig.of(4800, 1).learningRate()).isEqualTo(100);
    }

    private static Tsne.Layout layout(TsneConfig config, double[] points) {
        try (Scope s = Scope.open()) {
            return new Tsne(config, Progress.SILENT).layout(Plain.tensor(points, N, D));
        }
    }

    /** Three groups; point i belongs to group i % 3. */
    private static double[] clusters() {
        SplitMix random = SplitMix.of(9);
        double[] X = new double[N * D];
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < D; j++) {
                X[i * D + j] = random.gaussian() + (j == i % 3 ? 12 : 0);
            }
        }
        return X;
    }

    /** Least distance between centres of groups. */
    private static double between(Tsne.Layout layout) {
        double least = Double.POSITIVE_INFINITY;
        for (int a = 0; a < 3; a++) {
            double[] one = centre(layout, a);
            double[] other = centre(layout, (a + 1) % 3);
            least = Math.min(least, Math.hypot(one[0] - other[0], one[1] - other[1]));
        }
        return least;
    }

    /** Mean distance of points from the centre of their group. */
    private static double radius(Tsne.Layout layout) {
        double sum = 0;
        for (int i = 0; i < N; i++) {
            double[] c = centre(layout, i % 3);
            sum += Math.hypot(layout.x()[i] - c[0], layout.y()[i] - c[1]) / N;
        }
        return sum;
    }

    private static double[] centre(Tsne.Layout layout, int group) {
        double[] c = new double[2];
        for (int i = group; i < N; i += 3) {
            c[0] += layout.x()[i] * 3 / N;
            c[1] += layout.y()[i] * 3 / N;
        }
        return c;
    }
}
