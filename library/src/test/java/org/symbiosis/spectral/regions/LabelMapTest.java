package org.symbiosis.spectral.regions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.symbiosis.data.SplitMix;
import org.symbiosis.data.annotated.Connectivity;
import org.symbiosis.nn.Grid;

class LabelMapTest {
    @Test
    void cornersJoinWhatEdgesDoNot() {
        LabelMap map = map("aab", "bba", "-ab");
        assertThat(map.components(Connectivity.FOUR)).isEqualTo(map("aab", "ccd", "-ef"));
        assertThat(map.components(Connectivity.EIGHT)).isEqualTo(map);
    }

    @Test
    void areasAreNumberedAsReadingFindsThem() {
        assertThat(map("zz-", "caz").renumbered()).isEqualTo(map("aa-", "bca"));
        assertThat(map("zz-", "caz").distinct()).containsExactly(0, 2, 25);
    }

    @Test
    void nearestRepeatsAndDropsPlaces() {
        LabelMap map = map("ab", "cd");
        assertThat(map.resized(3, 4)).isEqualTo(map("aabb", "aabb", "ccdd"));
        assertThat(map.resized(4, 6).resized(2, 2)).isEqualTo(map);
    }

    @Test
    void holesAreWhatTheEdgeCannotReach() {
        Mask ring = map("aaaa-", "a-aa-", "aaa-a", "-a-a-", "aaaaa").mask(0);
        assertThat(ring.filled())
                .as("a hole with a corner to the outside stays a hole")
                .isEqualTo(map("aaaa-", "aaaa-", "aaa-a", "-aaa-", "aaaaa").mask(0).or(hole(2, 3)));
    }

    private static Mask hole(int row, int column) {
        boolean[] places = new boolean[25];
        places[row * 5 + column] = true;
        return Mask.of(new Grid(5, 5), places);
    }

    @RepeatedTest(20)
    void masksObeyTheLawsOfSets(RepetitionInfo run) {
        SplitMix random = SplitMix.of(run.getCurrentRepetition());
        Grid grid = new Grid(1 + random.below(9), 1 + random.below(9));
        Mask a = random(grid, random);
        Mask b = random(grid, random);
        assertThat(a.complement().area()).isEqualTo(grid.size() - a.area());
        assertThat(a.without(b).or(b)).isEqualTo(a.or(b));
        assertThat(a.iou(b)).isEqualTo(b.iou(a)).isBetween(0.0, 1.0);
        assertThat(a.iou(a)).isEqualTo(a.isEmpty() ? 0 : 1);
        assertThat(a.filled().filled()).isEqualTo(a.filled());
        assertThat(a.without(a.filled()).isEmpty()).isTrue();
        assertThat(a.resized(3 * grid.rows(), 2 * grid.columns()).area()).isEqualTo(6 * a.area());
        LabelMap pieces = a.components(Connectivity.FOUR);
        Mask together = new Mask(grid, new BitSet());
        for (int piece : pieces.distinct()) {
            Mask mask = pieces.mask(piece);
            assertThat(mask.components(Connectivity.FOUR).distinct()).hasSize(1);
            together = together.or(mask);
        }
        assertThat(together).isEqualTo(a);
        assertThat(a.components(Connectivity.EIGHT).distinct().length)
                .isLessThanOrEqualTo(pieces.distinct().length);
    }

    @Test
    void touchedEdgesAreCounted() {
        assertThat(map("---", "-a-", "---").mask(0).touchedEdges()).isZero();
        assertThat(map("---", "aa-", "---").mask(0).touchedEdges()).isEqualTo(1);
        assertThat(map("--a", "---", "---").mask(0).touchedEdges()).isEqualTo(2);
        assertThat(map("a").mask(0).touchedEdges()).isEqualTo(4);
    }

    @Test
    void sizesMustAgree() {
        assertThatThrownBy(() -> new LabelMap(new Grid(2, 2), new int[3]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Mask.of(new Grid(2, 2), new boolean[5]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Mask random(Grid grid, SplitMix random) {
        boolean[] places = new boolean[grid.size()];
        for (int p = 0; p < places.length; p++) {
            places[p] = random.chance(0.6);
        }
        return Mask.of(grid, places);
    }

    /** Letters are labels from 0, a dash is none. */
    private static LabelMap map(String... rows) {
        int columns = rows[0].length();
        int[] labels = new int[rows.length * columns];
        for (int p = 0; p < labels.length; p++) {
            char c = rows[p / columns].charAt(p % columns);
            labels[p] = c == '-' ? LabelMap.NONE : c - 'a';
        }
        return new LabelMap(new Grid(rows.length, columns), labels);
    }
}
