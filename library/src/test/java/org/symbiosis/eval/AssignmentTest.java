package org.symbiosis.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symbiosis.data.SplitMix;

class AssignmentTest {
    private static double[][] random(int rows, int columns, long seed) {
        SplitMix random = SplitMix.of(seed);
        double[][] cost = new double[rows][columns];
        for (double[] row : cost) {
            Arrays.setAll(row, c -> random.below(20) - 5);
        }
        return cost;
    }

    private static double total(double[][] cost, int[] columns) {
        return IntStream.range(0, cost.length)
                .filter(r -> columns[r] >= 0)
                .mapToDouble(r -> cost[r][columns[r]])
                .sum();
    }

    /** Least cost of rows from {@code row} on; so many of them must stay without a column. */
    private static double bruteForce(double[][] cost, int row, int used, int without) {
        if (row == cost.length) {
            return without == 0 ? 0 : Double.POSITIVE_INFINITY;
        }
        double least =
                without > 0
                        ? bruteForce(cost, row + 1, used, without - 1)
                        : Double.POSITIVE_INFINITY;
        for (int c = 0; c < cost[row].length; c++) {
            if ((used >> c & 1) == 0) {
                double rest = bruteForce(cost, row + 1, used | 1 << c, without);
                least = Math.min(least, cost[row][c] + rest);
            }
        }
        return least;
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,2", "5,5", "6,6", "3,6", "6,3", "5,4", "1,5", "5,1"})
    void costsAsLittleAsTryingAll(int rows, int columns) {
        for (int seed = 0; seed < 20; seed++) {
            double[][] cost = random(rows, columns, seed);
            int[] found = Assignment.cheapest(cost);
            int[] given = Arrays.stream(found).filter(c -> c >= 0).toArray();
            assertThat(given).doesNotHaveDuplicates().hasSize(Math.min(rows, columns));
            double least = bruteForce(cost, 0, 0, Math.max(0, rows - columns));
            assertThat(total(cost, found)).isCloseTo(least, within(1e-9));
        }
    }

    @Test
    void gainsAreCostsTurnedRound() {
        assertThat(Assignment.dearest(new double[][] {{9, 8}, {7, 1}})).containsExactly(1, 0);
        assertThat(Assignment.cheapest(new double[][] {{9, 8}, {7, 1}})).containsExactly(0, 1);
    }

    @Test
    void equalCostsKeepTheOrder() {
        assertThat(Assignment.cheapest(new double[4][4])).containsExactly(0, 1, 2, 3);
        assertThat(Assignment.cheapest(new double[2][4])).containsExactly(0, 1);
        assertThat(Assignment.cheapest(new double[4][2])).containsExactly(0, 1, -1, -1);
    }

    @Test
    void aThousandRowsTakeNoAge() {
        int n = 1000;
        double[][] cost = new double[n][n];
        for (int r = 0; r < n; r++) {
            for (int c = 0; c < n; c++) {
                cost[r][c] = Math.abs(r - (n - 1 - c));
            }
        }
        assertThat(total(cost, Assignment.cheapest(cost))).isZero();
    }

    @Test
    void refusesWhatIsNoCost() {
        assertThatThrownBy(() -> Assignment.cheapest(new double[0][0]))
                .hasMessage("nothing to assign");
        assertThatThrownBy(() -> Assignment.cheapest(new double[][] {{1, 2}, {1}}))
                .hasMessageContaining("differ in length");
        assertThatThrownBy(() -> Assignment.cheapest(new double[][] {{Double.NaN}}))
                .hasMessageContaining("NaN");
    }
}
