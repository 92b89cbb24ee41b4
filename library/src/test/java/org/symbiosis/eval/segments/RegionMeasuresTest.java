package org.symbiosis.eval.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.symbiosis.data.SplitMix;
import org.symbiosis.data.annotated.Bsds;
import org.symbiosis.data.annotated.Labels;
import org.symbiosis.testing.RealData;

class RegionMeasuresTest {
    private static Labels row(int... ids) {
        return new Labels(ids.length, 1, ids);
    }

    @Test
    void theSameDivisionUnderOtherNumbersIsPerfect() {
        RegionMeasures m = RegionMeasures.of(row(4, 4, 0, 1), List.of(row(0, 0, 2, 7)));
        assertThat(m).isEqualTo(new RegionMeasures(1, 1, 0, 1));
    }

    @Test
    void workedByHand() {
        // Ours: {0,1} {2,3}. Theirs: {0,1,2} {3}. Void: the last pixel.
        RegionMeasures m =
                RegionMeasures.of(row(0, 0, 1, 1, 5), List.of(row(0, 0, 0, 1, Labels.VOID)));
        assertThat(m.covering()).isCloseTo((3 * 2 / 3.0 + 1 / 2.0) / 4, within(1e-15));
        // Of six pairs 0-1, 0-3 and 1-3 agree.
        assertThat(m.probabilisticRand()).isEqualTo(0.5);
        double joint = 1.5;
        double ours = 1;
        double theirs = 2 - 0.75 * Math.log(3) / Math.log(2);
        assertThat(m.variationOfInformation()).isCloseTo(2 * joint - ours - theirs, within(1e-12));
        // Pairs together: both 1, ours 2, theirs 3, chance 2 * 3 / 6 = 1.
        assertThat(m.adjustedRand()).isZero();
    }

    @Test
    void countsPairsAsBruteForceDoes() {
        SplitMix random = SplitMix.of(3);
        int[] a = new int[40];
        int[] b = new int[40];
        for (int i = 0; i < a.length; i++) {
            a[i] = random.below(4);
            b[i] = random.below(5);
        }
        int agree = 0;
        int pairs = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < i; j++) {
                agree += (a[i] == a[j]) == (b[i] == b[j]) ? 1 : 0;
                pairs++;
            }
        }
        RegionMeasures m = RegionMeasures.of(row(a), List.of(row(b)));
        assertThat(m.probabilisticRand()).isCloseTo((double) agree / pairs, within(1e-12));
        assertThat(m.adjustedRand()).isBetween(-0.1, 0.1);
    }

    @Test
    void isTheMeanOverPeopleAndOverImages() {
        Labels ours = row(0, 0, 1, 1);
        RegionMeasures both = RegionMeasures.of(ours, List.of(ours, row(0, 0, 0, 1)));
        RegionMeasures one = RegionMeasures.of(ours, List.of(ours));
        RegionMeasures other = RegionMeasures.of(ours, List.of(row(0, 0, 0, 1)));
        assertThat(both).isEqualTo(RegionMeasures.mean(List.of(one, other)));
        assertThat(both.probabilisticRand()).isEqualTo(0.75);
        assertThatThrownBy(() -> RegionMeasures.of(ours, List.of())).hasMessageContaining("nobody");
    }

    @Test
    void oneRegionAgainstOneRegionAgrees() {
        RegionMeasures m = RegionMeasures.of(row(0, 0), List.of(row(1, 1)));
        assertThat(m).isEqualTo(new RegionMeasures(1, 1, 0, 1));
    }

    @Test
    void peopleAgreeWithOneAnotherAsPublished() {
        Bsds set = Bsds.open(RealData.folder("bsds500/val100"));
        List<RegionMeasures> people = new ArrayList<>();
        for (int i = 0; i < set.size(); i++) {
            List<Labels> maps = set.segmentations(i);
            people.add(RegionMeasures.of(maps.get(0), maps.subList(1, maps.size())));
        }
        RegionMeasures mean = RegionMeasures.mean(people);
        // Arbelaez et al. (2011), Table 3, on the test split: covering 0.72, Rand 0.88, 1.17 bits.
        assertThat(mean.covering()).as("%s", mean).isCloseTo(0.72, within(0.04));
        assertThat(mean.probabilisticRand()).isCloseTo(0.88, within(0.03));
        assertThat(mean.variationOfInformation()).isCloseTo(1.17, within(0.1));
    }
}
