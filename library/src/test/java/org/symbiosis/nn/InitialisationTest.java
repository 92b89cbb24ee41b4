package org.symbiosis.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.pytorch.global.torch.randn;

import org.junit.jupiter.api.Test;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;

class InitialisationTest {
    @Test
    void aBlankNetworkDrawsNothing() {
        try (Scope s = Scope.open()) {
            Seed.set(3);
            float[] before = next();
            Seed.set(3);
            try (Conv2d conv = Initialisation.blank(() -> new Conv2d(2, 3, 3, 1, Bias.LEARNT))) {
                assertThat(conv.state()).hasSize(2);
                assertThat(next()).isEqualTo(before);
            }
        }
    }

    @Test
    void afterABlankNetworkOthersDrawAgain() {
        try (Scope s = Scope.open()) {
            assertThatThrownBy(() -> Initialisation.blank(() -> new Conv2d(2, 3, 4, 1, Bias.NONE)))
                    .hasMessageContaining("odd");
            Seed.set(3);
            float[] before = next();
            Seed.set(3);
            try (Conv2d conv = new Conv2d(2, 3, 3, 1, Bias.LEARNT)) {
                assertThat(conv.weight().abs().max().item_float()).isBetween(0.1f, 0.236f);
                assertThat(next()).isNotEqualTo(before);
            }
        }
    }

    /** Numbers that come next. */
    private static float[] next() {
        return Plain.floats(randn(4));
    }
}
