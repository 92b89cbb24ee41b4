package org.symbiosis.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.pytorch.global.torch.randn;

import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Shapes;

class AttentionTest {
    @Test
    void theWrittenOutFormEqualsTheFusedOneAndItsRowsSumToOne() {
        try (Scope s = Scope.open()) {
            Attention attention = new Attention(24, 3, Bias.LEARNT);
            Tensor x = randn(2, 7, 24);
            Trace trace = Trace.of("attention", "q", "v");
            Tensor written = attention.forward(x, trace);
            assertThat(written.allclose(attention.forward(x, Trace.none()), 1e-5, 1e-6, false))
                    .isTrue();
            assertThat(Shapes.of(trace.get("attention"))).containsExactly(2, 3, 7, 7);
            assertThat(Shapes.of(trace.get("q"))).containsExactly(2, 3, 7, 8);
            for (float sum : Plain.floats(trace.get("attention").sum(-1))) {
                assertThat(sum).isEqualTo(1f, within(1e-5f));
            }
            assertThat(trace.all()).containsOnlyKeys("attention", "q", "v");
        }
    }

    @Test
    void headsMustDivideTheChannels() {
        assertThatThrownBy(() -> new Attention(10, 3, Bias.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 heads do not divide 10 channels");
    }

    @Test
    void aNameThatWasNeverOfferedIsAnError() {
        assertThatThrownBy(() -> Trace.of("nothing").get("nothing"))
                .hasMessageContaining("offered no 'nothing'");
    }
}
