package org.symbiosis.eval.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.pytorch.global.torch.cross_entropy_loss;
import static org.bytedeco.pytorch.global.torch.randn;

import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;

class SoftTargetsTest {
    @Test
    void smoothingSpreadsATenthOverAllClasses() {
        try (Scope s = Scope.open()) {
            float[] t = Plain.floats(SoftTargets.of(new int[] {2, 0}, 4, 1, 0.1));
            assertThat(t)
                    .containsExactly(
                            new float[] {
                                0.025f, 0.025f, 0.925f, 0.025f, 0.925f, 0.025f, 0.025f, 0.025f
                            },
                            within(1e-7f));
        }
    }

    @Test
    void mixedTargetsAreSharedWithThePartnerAndSumToOne() {
        try (Scope s = Scope.open()) {
            int[] labels = {0, 1, 2, 1, 1};
            float[] t = Plain.floats(SoftTargets.of(labels, 3, 0.7, 0));
            assertThat(t)
                    .containsExactly(
                            new float[] {0.7f, 0.3f, 0, 0, 1, 0, 0, 0, 1, 0, 1, 0, 0.3f, 0.7f, 0},
                            within(1e-6f));
            float[] smooth = Plain.floats(SoftTargets.of(labels, 3, 0.7, 0.1).sum(-1));
            assertThat(smooth).containsExactly(new float[] {1, 1, 1, 1, 1}, within(1e-6f));
        }
    }

    @Test
    void againstHardTargetsItIsTheUsualCrossEntropy() {
        Seed.set(1);
        try (Scope s = Scope.open()) {
            Tensor scores = randn(3, 4);
            Tensor soft = SoftTargets.of(new int[] {3, 0, 1}, 4, 1, 0);
            Tensor hard = Plain.tensor(new long[] {3, 0, 1}, 3);
            assertThat(SoftTargets.crossEntropy(scores, soft).item_float())
                    .isEqualTo(cross_entropy_loss(scores, hard).item_float(), within(1e-6f));
        }
    }

    @Test
    void againstAnEvenTargetItIsSmallestForEvenScores() {
        Seed.set(2);
        try (Scope s = Scope.open()) {
            Tensor even = SoftTargets.of(new int[] {0, 1}, 2, 0.5, 0);
            Tensor flat = Plain.tensor(new float[4], 2, 2);
            float least = SoftTargets.crossEntropy(flat, even).item_float();
            assertThat(least).isEqualTo((float) Math.log(2), within(1e-6f));
            assertThat(SoftTargets.crossEntropy(randn(2, 2), even).item_float())
                    .isGreaterThan(least);
        }
    }
}
