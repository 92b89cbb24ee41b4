package org.symbiosis.data.annotated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.symbiosis.data.SplitMix;
import org.symbiosis.data.annotated.Outline.Corner;

class OutlineTest {
    private static RunLength mask(String... rows) {
        int w = rows[0].length();
        return RunLength.of(w, rows.length, (int i) -> rows[i / w].charAt(i % w) == '#');
    }

    private static List<Corner> corners(int... xy) {
        List<Corner> all = new ArrayList<>();
        for (int i = 0; i < xy.length; i += 2) {
            all.add(new Corner(xy[i], xy[i + 1]));
        }
        return all;
    }

    @Test
    void aRectangleHasFourCorners() {
        List<Outline> found = Outline.of(mask("....", ".##.", ".##."));
        assertThat(found).hasSize(1);
        assertThat(found.get(0).outer()).containsExactlyElementsOf(corners(3, 1, 3, 3, 1, 3, 1, 1));
        assertThat(found.get(0).holes()).isEmpty();
    }

    @Test
    void holesHaveRingsOfTheirOwn() {
        List<Outline> found = Outline.of(mask("####", "#.##", "####"));
        assertThat(found).hasSize(1);
        assertThat(found.get(0).outer()).hasSize(4);
        assertThat(found.get(0).holes()).hasSize(1);
        assertThat(found.get(0).holes().get(0))
                .containsExactlyInAnyOrderElementsOf(corners(1, 1, 1, 2, 2, 2, 2, 1));
    }

    @Test
    void cornersDoNotJoinPieces() {
        assertThat(Outline.of(mask("#.", ".#"))).hasSize(2).allMatch(o -> o.outer().size() == 4);
        assertThat(Outline.of(mask("..", ".."))).isEmpty();
    }

    /** Twice the area: positive for a ring that is clockwise as one sees it. */
    private static long shoelace(List<Corner> ring) {
        long sum = 0;
        for (int i = 0; i < ring.size(); i++) {
            Corner a = ring.get(i);
            Corner b = ring.get((i + 1) % ring.size());
            sum += (long) a.x() * b.y() - (long) b.x() * a.y();
        }
        return sum;
    }

    @Test
    void ringsEncloseThePixels() {
        for (int seed = 0; seed < 20; seed++) {
            SplitMix random = SplitMix.of(seed);
            boolean[] pixels = new boolean[15 * 11];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = random.chance(0.65);
            }
            RunLength mask = RunLength.of(15, 11, pixels);
            long twice = 0;
            for (Outline o : Outline.of(mask)) {
                assertThat(shoelace(o.outer())).isPositive();
                twice += shoelace(o.outer());
                for (List<Corner> hole : o.holes()) {
                    assertThat(shoelace(hole)).isNegative();
                    twice += shoelace(hole);
                }
                assertThat(o.simplified(0)).isEqualTo(o);
            }
            assertThat(twice).isEqualTo(2L * mask.area());
        }
    }

    @Test
    void staircasesBecomeLines() {
        int side = 40;
        RunLength triangle = RunLength.of(side, side, (int i) -> i % side <= i / side);
        Outline exact = Outline.of(triangle).get(0);
        Outline simple = exact.simplified(1);
        assertThat(exact.outer()).hasSizeGreaterThan(side);
        assertThat(simple.outer()).hasSizeLessThan(8);
        assertThat((double) shoelace(simple.outer()) / shoelace(exact.outer())).isBetween(0.9, 1.1);
        Outline dot = Outline.of(mask("###", "#.#", "###")).get(0).simplified(50);
        assertThat(dot.outer()).hasSize(4);
        assertThat(dot.holes()).isEmpty();
        assertThatThrownBy(() -> exact.simplified(-1)).hasMessageContaining("-1");
    }

    @Test
    void piecesOfAMapKeepTheirOrder() {
        Labels map = new Labels(3, 1, new int[] {8, 2, 2});
        Components pieces = Components.of(map, Connectivity.FOUR);
        assertThat(Outline.of(pieces).get(0).outer()).contains(new Corner(3, 0));
    }
}
