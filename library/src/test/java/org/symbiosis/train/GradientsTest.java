package org.symbiosis.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

class GradientsTest {
    private static Tensor withGradient(float... gradient) {
        Tensor p = Plain.tensor(new float[gradient.length], gradient.length).requires_grad_(true);
        p.mul(Plain.tensor(gradient, gradient.length)).sum().backward();
        return p;
    }

    @Test
    void theNormIsThatOfAllTogether() {
        try (Scope s = Scope.open()) {
            Tensor without = Plain.tensor(new float[3], 3).requires_grad_(true);
            List<Tensor> all = List.of(withGradient(3, 0), without, withGradient(0, 4, 12));
            assertThat(Gradients.norm(all)).isEqualTo(13, within(1e-6));
            assertThat(Gradients.norm(List.of(without))).isZero();
        }
    }

    @Test
    void clippingScalesAllAlikeAndOnlyDown() {
        try (Scope s = Scope.open()) {
            List<Tensor> all = List.of(withGradient(3), withGradient(4));
            Gradients.clip(all, Gradients.norm(all), 10);
            assertThat(Plain.floats(all.get(0).grad())).containsExactly(3);
            Gradients.clip(all, Gradients.norm(all), Double.POSITIVE_INFINITY);
            assertThat(Plain.floats(all.get(1).grad())).containsExactly(4);
            Gradients.clip(all, Gradients.norm(all), 1);
            assertThat(Plain.floats(all.get(0).grad())[0]).isEqualTo(0.6f, within(1e-6f));
            assertThat(Plain.floats(all.get(1).grad())[0]).isEqualTo(0.8f, within(1e-6f));
        }
    }

    @Test
    void theFirstBadOneIsNamed() {
        try (Scope s = Scope.open()) {
            Map<String, Tensor> all = new LinkedHashMap<>();
            all.put("good", withGradient(1));
            assertThat(Gradients.firstNotFinite(all)).isNull();
            all.put("infinite", withGradient(1, Float.POSITIVE_INFINITY));
            all.put("none", withGradient(Float.NaN));
            assertThat(Gradients.firstNotFinite(all)).isEqualTo("infinite");
        }
    }
}
