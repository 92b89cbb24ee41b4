package org.symbiosis.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.symbiosis.UserError;
import org.symbiosis.data.SplitMix;
import org.symbiosis.tensor.Engine;

class KnnTest {
    static Features features(int d, float[] values, int... labels) {
        return new Features(
                values,
                labels.length,
                d,
                labels,
                IntStream.range(0, labels.length).mapToObj(i -> i + ".png").toList(),
                "test");
    }

    /** Clouds around random centres, the classes in turn. */
    static Features clouds(int n, int d, int classes, double spread, long seed) {
        float[] values = new float[n * d];
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            labels[i] = i % classes;
            SplitMix centre = SplitMix.of(labels[i], 99);
            SplitMix noise = SplitMix.of(seed, i);
            for (int k = 0; k < d; k++) {
                values[i * d + k] = (float) (centre.gaussian() + spread * noise.gaussian());
            }
        }
        return features(d, values, labels);
    }

    @Test
    void neighboursVoteWithTheExponentialOfTheirSimilarity() {
        Features train = features(2, new float[] {3, 0, 0, 2, 1, 1}, 0, 1, 1);
        Features test = features(2, new float[] {5, 0}, 0);
        Knn.Result all = new Knn(3, 0.5).classify(train, test);
        double diagonal = Math.exp(Math.sqrt(0.5) / 0.5);
        assertThat(all.scores()[0]).isEqualTo((float) Math.exp(1 / 0.5), within(1e-5f));
        assertThat(all.scores()[1]).isEqualTo((float) (1 + diagonal), within(1e-5f));
        Knn.Result nearest = new Knn(1, 0.5).classify(train, test);
        assertThat(nearest.scores()[1]).isZero();
        assertThat(nearest.top1()).isEqualTo(100);
    }

    @Test
    void moreNeighboursThanTrainingImagesMeansAllOfThemAndANotice() {
        Features train = clouds(12, 4, 3, 0.5, 1);
        Features test = clouds(9, 4, 3, 0.5, 2);
        Knn.Result wanted = new Knn(12, 0.07).classify(train, test);
        Knn.Result more = new Knn(200, 0.07).classify(train, test);
        assertThat(more.scores()).isEqualTo(wanted.scores());
        assertThat(new Knn(200, 0.07).notice(train))
                .hasValueSatisfying(n -> assertThat(n).contains("200").contains("12"));
        assertThat(new Knn(12, 0.07).notice(train)).isEmpty();
    }

    @Test
    void aHandfulOfTestImagesIsEnough() {
        Features train = clouds(60, 8, 3, 0.05, 1);
        for (int n : new int[] {1, 7, 99}) {
            Knn.Result r = Knn.TABLES.classify(train, clouds(n, 8, 3, 0.05, 2));
            assertThat(r.predictions()).hasSize(n);
            assertThat(r.top1()).isEqualTo(100);
        }
    }

    @Test
    void amongEqualVotesTheLowestClassWins() {
        Features train = features(2, new float[] {1, 0, 1, 0, 1, 0}, 2, 1, 3);
        Features test = features(2, new float[] {1, 0, 0, 1}, 1, 1);
        assertThat(new Knn(3, 0.07).classify(train, test).predictions()).containsExactly(1, 1);
    }

    @Test
    void topFiveLooksNoFurtherThanK() {
        Features train = clouds(300, 6, 10, 1.5, 1);
        Features test = clouds(80, 6, 10, 1.5, 2);
        Knn.Result one = new Knn(1, 0.07).classify(train, test);
        assertThat(one.top5()).isEqualTo(one.top1()).isLessThan(100);
        Knn.Result ten = new Knn(10, 0.07).classify(train, test);
        assertThat(ten.top5()).isGreaterThan(ten.top1());
    }

    @Test
    void manyChunksGiveWhatEachImageAloneGives() {
        Features train = clouds(20_000, 4, 5, 1, 1);
        Features test = clouds(1_700, 4, 5, 1, 2); // three chunks
        Knn.Result together = Knn.TABLES.classify(train, test);
        for (int i : new int[] {0, 837, 838, 839, 1_676, 1_699}) {
            float[] one = Arrays.copyOfRange(test.values(), 4 * i, 4 * i + 4);
            Knn.Result alone = Knn.TABLES.classify(train, features(4, one, test.labels()[i]), 5);
            assertThat(alone.predictions()[0]).isEqualTo(together.predictions()[i]);
            assertThat(alone.scores())
                    .containsExactly(
                            Arrays.copyOfRange(together.scores(), 5 * i, 5 * i + 5), within(1e-4f));
        }
    }

    @Test
    void lengthsOfFeaturesDoNotMatter() {
        Features train = clouds(50, 4, 3, 1, 1);
        Features test = clouds(20, 4, 3, 1, 2);
        float[] longer = test.values().clone();
        for (int k = 0; k < longer.length; k++) {
            longer[k] *= 1 << (k / 4 % 10);
        }
        assertThat(Knn.TABLES.classify(train, features(4, longer, test.labels())).scores())
                .isEqualTo(Knn.TABLES.classify(train, test).scores());
    }

    @Test
    void theNumberOfThreadsIsLeftAsItWas() {
        int before = Engine.threads();
        Knn.TABLES.classify(clouds(30, 4, 3, 1, 1), clouds(10, 4, 3, 1, 2));
        assertThat(Engine.threads()).isEqualTo(before);
    }

    @Test
    void whatCannotBeComparedIsRefused() {
        Features three = clouds(6, 3, 2, 1, 1);
        assertThatThrownBy(() -> Knn.TABLES.classify(three, clouds(6, 4, 2, 1, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("6 x 3");
        Features unlabelled = features(3, new float[6], 0, -1);
        assertThatThrownBy(() -> Knn.TABLES.classify(unlabelled, three))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("1.png");
        assertThatThrownBy(() -> Knn.TABLES.classify(three, unlabelled))
                .isInstanceOf(UserError.class);
        assertThatThrownBy(() -> new Knn(0, 0.07)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Knn(5, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void distancesWeighByTheirInverse() {
        Features train = features(1, new float[] {0, 3, 4}, 0, 1, 1);
        Features test = features(1, new float[] {1}, 0);
        Knn.Result all = new Knn(3, new Vote.Inverse(1e-9)).classify(train, test);
        assertThat(all.scores()[0]).isEqualTo(1f, within(1e-5f));
        assertThat(all.scores()[1]).isEqualTo(1 / 2f + 1 / 3f, within(1e-5f));
    }

    @Test
    void aMajorityCountsHeads() {
        Features train = features(2, new float[] {1, 0, 0, 1, 0.1f, 1}, 1, 0, 0);
        Features test = features(2, new float[] {1, 0.1f}, 0);
        assertThat(new Knn(3, new Vote.Majority()).classify(train, test).scores())
                .containsExactly(2, 1);
        assertThat(new Knn(1, new Vote.Majority()).classify(train, test).predictions())
                .containsExactly(1);
        assertThat(new Knn(2, new Vote.Majority()).classify(train, test).predictions())
                .as("a draw goes to the lowest class")
                .containsExactly(0);
        assertThatThrownBy(() -> new Vote.Inverse(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
