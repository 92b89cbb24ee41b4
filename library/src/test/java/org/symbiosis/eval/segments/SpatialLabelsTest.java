package org.symbiosis.eval.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.symbiosis.data.annotated.Connectivity;
import org.symbiosis.data.annotated.Labels;
import org.symbiosis.eval.segments.SpatialLabels.Piece;
import org.symbiosis.eval.segments.SpatialLabels.Rule;
import org.symbiosis.eval.segments.SpatialLabels.Side;

class SpatialLabelsTest {
    private static final Labels ROW = new Labels(10, 1, new int[] {3, 3, 3, 0, 0, 0, -1, 3, 3, 1});

    @Test
    void everyPieceGoesToItsSide() {
        SpatialLabels split = SpatialLabels.of(ROW, new Rule(2, 0.2, Connectivity.FOUR));
        assertThat(split.pieces())
                .containsExactly(
                        new Piece(0, 3, 4, Side.DROPPED), // within 1 of the middle, 4.5
                        new Piece(1, 1, 9, Side.DROPPED), // one pixel only
                        new Piece(3, 3, 1, Side.LEFT),
                        new Piece(3, 2, 7.5, Side.RIGHT));
        assertThat(split.map().ids()).containsExactly(6, 6, 6, -1, -1, -1, -1, 7, 7, -1);
    }

    @Test
    void withoutABandAllThatIsLargeEnoughStays() {
        SpatialLabels split = SpatialLabels.of(ROW, new Rule(0, 0, Connectivity.FOUR));
        assertThat(split.pieces()).extracting(Piece::side).doesNotContain(Side.DROPPED);
        assertThat(split.map().ids()).containsExactly(6, 6, 6, 0, 0, 0, -1, 7, 7, 3);
        assertThat(SpatialLabels.of(ROW, Rule.DEFAULT).map().largest()).isEqualTo(Labels.VOID);
    }

    @Test
    void refusesRulesOutOfRange() {
        assertThatThrownBy(() -> new Rule(-1, 0.1, Connectivity.FOUR)).hasMessageContaining("-1");
        assertThatThrownBy(() -> new Rule(1, 1, Connectivity.FOUR)).hasMessageContaining("[0, 1)");
    }
}
