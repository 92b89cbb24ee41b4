package org.symbiosis.eval.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.symbiosis.data.annotated.Labels;

class ConfusionTest {
    private static Labels row(int... ids) {
        return new Labels(ids.length, 1, ids);
    }

    @Test
    void countsWhatIsLabelled() {
        Confusion c = new Confusion(3, 3);
        c.add(row(0, 0, 1, 1, 2, -1), row(0, 1, 1, 1, -1, 0));
        assertThat(c.counts()).isDeepEqualTo(new long[][] {{1, 1, 0}, {0, 2, 0}, {0, 0, 0}});
        assertThat(c.count(0, 1)).isEqualTo(1);
        // Class 0: one of (predicted twice, true twice), one of these right.
        assertThat(c.iou()).containsExactly(1 / 3.0, 2 / 3.0, Double.NaN);
        assertThat(c.miouOfPresent()).isEqualTo(0.5);
        assertThat(c.miouOfAll()).isEqualTo(1 / 3.0);
        assertThat(c.pixelAccuracy()).isEqualTo(0.6);
    }

    @Test
    void addsUp() {
        Confusion one = new Confusion(2, 2);
        one.add(row(0, -1), row(0, 1));
        Confusion two = new Confusion(2, 2);
        two.add(row(1, 1), row(0, 1));
        one.add(two);
        assertThat(one.pixelAccuracy()).isEqualTo(0.5);
        assertThat(one.iou()).containsExactly(0.5, 1 / 3.0);
    }

    @Test
    void renamesPredictions() {
        Confusion c = Confusion.of(new long[][] {{5, 0}, {0, 7}, {3, 1}});
        Confusion named = c.renamed(new int[] {0, 1, 0});
        assertThat(named.counts()).isDeepEqualTo(new long[][] {{8, 1}, {0, 7}});
        Confusion unnamed = c.renamed(new int[] {0, 1, Labels.VOID});
        assertThat(unnamed.iou()[0]).isCloseTo(5 / 8.0, within(1e-15));
        assertThat(unnamed.pixelAccuracy()).isEqualTo(12 / 16.0);
        assertThatThrownBy(() -> c.renamed(new int[2])).hasMessageContaining("2 names");
        assertThatThrownBy(c::iou).hasMessageContaining("rename first");
    }

    @Test
    void nothingLabelledIsNoNumber() {
        Confusion c = new Confusion(2, 2);
        c.add(row(0, 1), row(-1, -1));
        assertThat(c.miouOfPresent()).isNaN();
        assertThat(c.pixelAccuracy()).isNaN();
        assertThat(c.miouOfAll()).isZero();
    }

    @Test
    void refusesWhatDoesNotFit() {
        Confusion c = new Confusion(2, 2);
        assertThatThrownBy(() -> c.add(row(0), row(2))).hasMessageContaining("class 2");
        assertThatThrownBy(() -> c.add(row(3), row(0))).hasMessageContaining("prediction 3");
        assertThatThrownBy(() -> c.add(row(0), row(0, 0))).hasMessageContaining("do not lie");
        assertThatThrownBy(() -> new Confusion(0, 2)).hasMessageContaining("0 predictions");
    }
}
