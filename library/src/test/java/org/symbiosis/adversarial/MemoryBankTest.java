package org.symbiosis.adversarial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.pytorch.global.torch.full;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

class MemoryBankTest {
    private static Tensor rows(int count, int width, double value) {
        return full(new long[] {count, width}, new Scalar(value));
    }

    @Test
    void beginsWithDirections() {
        try (Scope s = Scope.open();
                MemoryBank bank = new MemoryBank(5, 4, 3)) {
            assertThat(Plain.doubles(bank.values().square().sum(1)))
                    .containsExactly(new double[] {1, 1, 1, 1, 1}, within(1e-6));
            assertThat(Plain.doubles(bank.keys().square().sum(1)))
                    .containsExactly(new double[] {1, 1, 1, 1, 1}, within(1e-6));
        }
    }

    @Test
    void batchesOfAnySizeGoRoundTheEnd() {
        try (Scope s = Scope.open();
                MemoryBank bank = new MemoryBank(5, 1, 1)) {
            for (int i = 1; i <= 3; i++) {
                bank.enqueue(rows(3, 1, i), rows(3, 1, 10 * i));
            }
            assertThat(bank.pointer()).isEqualTo(4);
            assertThat(Plain.doubles(bank.values())).containsExactly(2, 3, 3, 3, 2);
            assertThat(Plain.doubles(bank.keys())).containsExactly(20, 30, 30, 30, 20);
        }
    }

    @Test
    void aBatchAsLargeAsTheBankFillsIt() {
        try (Scope s = Scope.open();
                MemoryBank bank = new MemoryBank(3, 1, 1)) {
            bank.enqueue(rows(1, 1, 7), rows(1, 1, 7));
            bank.enqueue(Plain.tensor(new float[] {1, 2, 3}, 3, 1), rows(3, 1, 0));
            assertThat(Plain.doubles(bank.values())).containsExactly(3, 1, 2);
            assertThat(bank.pointer()).isEqualTo(1);
        }
    }

    @Test
    void aLargerBatchIsRefused() {
        try (Scope s = Scope.open();
                MemoryBank bank = new MemoryBank(3, 1, 1)) {
            assertThatThrownBy(() -> bank.enqueue(rows(4, 1, 0), rows(4, 1, 0)))
                    .hasMessage("a batch of 4 does not fit into a bank of 3");
        }
    }
}
