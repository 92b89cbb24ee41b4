package org.symbiosis.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

class ActivationTest {
    /** x times the normal distribution function; x / (1 + exp(-1.702 x)); x / (1 + exp(-x)). */
    @ParameterizedTest
    @CsvSource({
        "GELU, 1, 0.8413447",
        "GELU, -2, -0.0455003",
        "QUICK_GELU, 1, 0.8457958",
        "QUICK_GELU, -2, -0.0643419",
        "SILU, 1, 0.7310586",
        "SILU, -2, -0.2384058"
    })
    void valuesAreThoseOfTheFormula(Activation activation, float x, float y) {
        try (Scope s = Scope.open()) {
            float[] values = Plain.floats(activation.of(Plain.tensor(new float[] {x, 0}, 2)));
            assertThat(values).containsExactly(new float[] {y, 0}, within(1e-6f));
        }
    }
}
