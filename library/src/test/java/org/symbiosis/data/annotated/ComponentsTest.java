package org.symbiosis.data.annotated;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ComponentsTest {
    private static final Labels MAP =
            new Labels(
                    4,
                    3,
                    new int[] {
                        5, 5, 2, 2,
                        2, 5, -1, 5,
                        2, 5, 5, 2
                    });

    @Test
    void cornersTouchOrNot() {
        Components four = Components.of(MAP, Connectivity.FOUR);
        assertThat(four.map().ids()).containsExactly(3, 3, 0, 0, 1, 3, -1, 4, 1, 3, 3, 2);
        assertThat(four.ids()).containsExactly(2, 2, 2, 5, 5);
        assertThat(four.areas()).containsExactly(2, 2, 1, 5, 1);
        Components eight = Components.of(MAP, Connectivity.EIGHT);
        assertThat(eight.map().ids()).containsExactly(3, 3, 0, 0, 1, 3, -1, 3, 1, 3, 3, 2);
        assertThat(eight.count()).isEqualTo(4);
    }

    @Test
    void manyPiecesAndALongOne() {
        int side = 40;
        int[] board = new int[side * side];
        Arrays.setAll(board, i -> (i % side + i / side) % 2);
        Labels map = new Labels(side, side, board);
        assertThat(Components.of(map, Connectivity.FOUR).count()).isEqualTo(side * side);
        assertThat(Components.of(map, Connectivity.EIGHT).areas()).containsExactly(800, 800);
        Labels plain = map.map(id -> 7);
        assertThat(Components.of(plain, Connectivity.FOUR).areas()).containsExactly(side * side);
    }

    @Test
    void voidHasNoPieces() {
        Labels none = new Labels(2, 1, new int[] {-1, -1});
        assertThat(Components.of(none, Connectivity.FOUR).count()).isZero();
    }
}
