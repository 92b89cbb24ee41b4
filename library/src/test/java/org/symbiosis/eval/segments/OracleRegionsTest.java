package org.symbiosis.eval.segments;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.symbiosis.data.annotated.CocoPanoptic;
import org.symbiosis.data.annotated.Labels;
import org.symbiosis.testing.RealData;

class OracleRegionsTest {
    private static Labels row(int... ids) {
        return new Labels(ids.length, 1, ids);
    }

    @Test
    void regionsTakeTheLabelTheyOverlapMost() {
        OracleRegions oracle = new OracleRegions(4);
        Labels named = oracle.add(row(9, 9, 9, 5, 5, 2), row(3, 3, 1, 1, -1, -1));
        assertThat(named.ids()).containsExactly(3, 3, 3, 1, 1, Labels.VOID);
        assertThat(oracle.perImage()).containsExactly((2 / 3.0 + 1 / 2.0) / 2);
        assertThat(oracle.miou()).isEqualTo(oracle.perImage()[0]);
    }

    @Test
    void ofEqualLabelsTheLowest() {
        assertThat(new OracleRegions(4).add(row(0, 0), row(3, 1)).ids()).containsExactly(1, 1);
    }

    @Test
    void imagesAreSummedOrAveraged() {
        OracleRegions oracle = new OracleRegions(2);
        oracle.add(row(0, 0, 0, 0), row(0, 0, 0, 1));
        oracle.add(row(0, 1), row(0, 1));
        oracle.add(row(0), row(-1));
        assertThat(oracle.perImage()).containsExactly(0.375, 1, Double.NaN);
        assertThat(oracle.meanPerImage()).isEqualTo(0.6875);
        assertThat(oracle.miou()).isEqualTo((4 / 5.0 + 1 / 2.0) / 2);
        assertThat(oracle.confusion().count(0, 1)).isEqualTo(1);
    }

    @Test
    void realSegmentsAreNamedWithoutFault() {
        CocoPanoptic set = CocoPanoptic.open(RealData.folder("coco/val40"));
        OracleRegions oracle = new OracleRegions(set.categories().size());
        for (int i = 0; i < set.size(); i++) {
            Labels segments = set.segmentIds(i);
            assertThat(oracle.add(segments, set.labels(i))).isEqualTo(set.labels(i));
        }
        assertThat(oracle.miou()).isEqualTo(1);
    }
}
