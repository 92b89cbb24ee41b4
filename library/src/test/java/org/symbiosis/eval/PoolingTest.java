package org.symbiosis.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.symbiosis.nn.Grid;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

class PoolingTest {
    @Test
    void regionsAreMeansOfTheirOwnPatches() {
        Grid grid = new Grid(8, 8);
        int D = 2;
        float[] tokens = new float[(1 + 64) * D];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = i * i % 31;
        }
        float[] pooled;
        try (Scope s = Scope.open()) {
            pooled = Plain.floats(Pooling.GRID.pool(Plain.tensor(tokens, 1, 65, D), grid));
        }
        assertThat(pooled).hasSize(16 * D);
        for (int c = 0; c < D; c++) {
            for (int region = 0; region < 16; region++) {
                float sum = 0;
                for (int k = 0; k < 4; k++) {
                    int row = 2 * (region / 4) + k / 2;
                    int column = 2 * (region % 4) + k % 2;
                    sum += tokens[(1 + row * 8 + column) * D + c];
                }
                assertThat(pooled[c * 16 + region]).isCloseTo(sum / 4, within(1e-5f));
            }
        }
    }
}
