package org.symbiosis.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.symbiosis.UserError;

class ClusterAgreementTest {
    private static final int[] CLASSES = {0, 0, 0, 1, 1, 1, 2, 2, 2, 2};
    private static final int[] CLUSTERS = {1, 1, 0, 0, 0, 0, 2, 2, 2, 1};

    @Test
    void namesOfClustersDoNotMatter() {
        ClusterAgreement as = ClusterAgreement.of(CLUSTERS, CLASSES);
        int[] renamed = CLUSTERS.clone();
        for (int i = 0; i < renamed.length; i++) {
            renamed[i] = (renamed[i] + 2) % 3;
        }
        ClusterAgreement other = ClusterAgreement.of(renamed, CLASSES);
        assertThat(other.accuracy()).isEqualTo(as.accuracy()).isEqualTo(0.8, within(1e-12));
        assertThat(other.purity()).isEqualTo(as.purity(), within(1e-12));
        assertThat(other.nmi()).isEqualTo(as.nmi(), within(1e-12));
    }

    @Test
    void mutualInformationIsSymmetric() {
        double one = ClusterAgreement.of(CLUSTERS, CLASSES).nmi();
        double other = ClusterAgreement.of(CLASSES, CLUSTERS).nmi();
        assertThat(one).isEqualTo(other, within(1e-12)).isBetween(0.3, 0.8);
    }

    @Test
    void equalPartitionsAgreeWholly() {
        ClusterAgreement same = ClusterAgreement.of(CLASSES, CLASSES);
        assertThat(same.accuracy()).isEqualTo(1);
        assertThat(same.purity()).isEqualTo(1);
        assertThat(same.nmi()).isEqualTo(1, within(1e-12));
    }

    @Test
    void independentPartitionsShareNoInformation() {
        ClusterAgreement none = new ClusterAgreement(new long[][] {{5, 5}, {5, 5}});
        assertThat(none.nmi()).isZero();
        assertThat(none.accuracy()).isEqualTo(0.5);
        assertThat(new ClusterAgreement(new long[][] {{7}}).nmi()).isEqualTo(1);
    }

    @Test
    void onlyOneClusterMayHaveAClass() {
        ClusterAgreement split = new ClusterAgreement(new long[][] {{5, 0}, {4, 0}, {0, 3}});
        assertThat(split.assignment()).containsExactly(0, -1, 1);
        assertThat(split.accuracy()).isEqualTo(8 / 12.0);
        assertThat(split.purity()).isEqualTo(1);
    }

    @Test
    void studyFindsPlantedDirectionsInEveryRun() {
        Features clouds = KnnTest.clouds(90, 8, 3, 0.05, 3);
        ClusterStudy.Result result = ClusterStudy.tables(3, 1).measure(clouds);
        assertThat(result.accuracy()).hasSize(20).containsOnly(1.0);
        assertThat(result.purity()).containsOnly(1.0);
        assertThat(Arrays.stream(result.nmi()).min()).hasValueCloseTo(1.0, within(1e-12));
    }

    @Test
    void runsDifferByTheirSeedsAndRepeat() {
        Features noise = KnnTest.clouds(120, 6, 5, 3, 3);
        double[] first = ClusterStudy.tables(5, 1).measure(noise).nmi();
        assertThat(first).isEqualTo(ClusterStudy.tables(5, 1).measure(noise).nmi());
        assertThat(Arrays.stream(first).distinct().count()).isGreaterThan(1);
    }

    @Test
    void whatCannotWorkIsRefused() {
        assertThatThrownBy(() -> new ClusterStudy(KMeans.sphere(2, 0), 0))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("0 runs");
        assertThatThrownBy(() -> ClusterAgreement.of(new int[0], new int[0]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ClusterAgreement.of(new int[1], new int[2]))
                .isInstanceOf(IllegalArgumentException.class);
        Features unlabelled = KnnTest.features(1, new float[] {1, 2}, 0, -1);
        assertThatThrownBy(() -> ClusterStudy.tables(2, 0).measure(unlabelled))
                .isInstanceOf(UserError.class);
    }
}
