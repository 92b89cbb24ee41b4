package org.symbiosis.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.symbiosis.UserError;
import org.symbiosis.data.SplitMix;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/** Optimisers against the formulas of their papers, written out for single numbers. */
class OptimizerTest {
    private static final int N = 6;

    /** One number's way: what a step makes of it. */
    private interface Rule {
        double step(int t, double p, double g);
    }

    private static void assertFollows(OptimizerConfig config, double rateScale, Rule[] rules) {
        try (Scope s = Scope.open()) {
            SplitMix random = SplitMix.of(4);
            float[] start = floats(random);
            Tensor p = Plain.tensor(start, N).requires_grad_(true);
            double[] expected = Plain.doubles(p);
            ParameterGroup group = new ParameterGroup(Map.of("p", p), config.weightDecay(), 1);
            try (Optimizer optimizer = config.create(List.of(group.withRateScale(rateScale)))) {
                for (int t = 1; t <= 25; t++) {
                    float[] g = floats(random);
                    optimizer.zeroGradients();
                    p.mul(Plain.tensor(g, N)).sum().backward();
                    optimizer.step(0.01);
                    for (int i = 0; i < N; i++) {
                        expected[i] = rules[i].step(t, expected[i], g[i]);
                    }
                }
                assertThat(optimizer.steps()).isEqualTo(25);
            }
            assertThat(Plain.doubles(p)).containsExactly(expected, within(2e-6));
            assertThat(Plain.floats(p)).isNotEqualTo(start);
        }
    }

    private static float[] floats(SplitMix random) {
        float[] values = new float[N];
        for (int i = 0; i < N; i++) {
            values[i] = (float) random.gaussian();
        }
        return values;
    }

    private static Rule[] forEach(Supplier<Rule> rule) {
        Rule[] rules = new Rule[N];
        Arrays.setAll(rules, i -> rule.get());
        return rules;
    }

    private static Rule adam(double rate, double decoupled, double inGradient) {
        double[] m = {0};
        double[] v = {0};
        return (t, p, gradient) -> {
            double g = gradient + inGradient * p;
            m[0] = 0.9 * m[0] + 0.1 * g;
            v[0] = 0.95 * v[0] + 0.05 * g * g;
            double mHat = m[0] / (1 - Math.pow(0.9, t));
            double vHat = v[0] / (1 - Math.pow(0.95, t));
            return p - rate * decoupled * p - rate * mHat / (Math.sqrt(vHat) + 1e-8);
        };
    }

    @Test
    void adamWDecaysTheWeightsApartFromTheGradient() {
        OptimizerConfig config = new OptimizerConfig.AdamW(0.9, 0.95, 1e-8, 0.5);
        assertFollows(config, 1, forEach(() -> adam(0.01, 0.5, 0)));
    }

    @Test
    void aGroupMayHaveItsOwnShareOfTheRate() {
        OptimizerConfig config = new OptimizerConfig.AdamW(0.9, 0.95, 1e-8, 0.5);
        assertFollows(config, 0.25, forEach(() -> adam(0.0025, 0.5, 0)));
    }

    @Test
    void adamL2DecaysWithinTheGradient() {
        OptimizerConfig config = new OptimizerConfig.AdamL2(0.9, 0.95, 1e-8, 0.5);
        assertFollows(config, 1, forEach(() -> adam(0.01, 0, 0.5)));
    }

    @Test
    void momentumAddsUpGradients() {
        OptimizerConfig config = new OptimizerConfig.Momentum(0.9, 0.1);
        assertFollows(
                config,
                1,
                forEach(
                        () -> {
                            double[] mu = {0};
                            return (t, p, g) -> {
                                mu[0] = 0.9 * mu[0] + g + 0.1 * p;
                                return p - 0.01 * mu[0];
                            };
                        }));
    }

    @Test
    void aParameterWithoutGradientStaysAsItIs() {
        try (Scope s = Scope.open()) {
            Tensor used = Plain.tensor(new float[] {1}, 1).requires_grad_(true);
            Tensor unused = Plain.tensor(new float[] {1}, 1).requires_grad_(true);
            Map<String, Tensor> both = Map.of("used", used, "unused", unused);
            try (Optimizer adam =
                    OptimizerConfig.AdamW.ofMae().create(ParameterGroup.all(both, 0.5))) {
                used.sum().backward();
                adam.step(0.1);
            }
            assertThat(Plain.floats(unused)).containsExactly(1);
            assertThat(Plain.floats(used)[0]).isLessThan(1);
        }
    }

    @Test
    void aSavedStateGoesOnAsIfNothingHadHappened() {
        try (Scope s = Scope.open()) {
            Tensor p = Plain.tensor(new float[] {1, -2}, 2).requires_grad_(true);
            Tensor q = Plain.tensor(new float[] {1, -2}, 2).requires_grad_(true);
            OptimizerConfig config = OptimizerConfig.AdamW.ofMae();
            try (Optimizer one = config.create(ParameterGroup.all(Map.of("p", p), 0.1));
                    Optimizer other = config.create(ParameterGroup.all(Map.of("p", q), 0.1))) {
                descend(one, p, 5);
                q.detach().copy_(p.detach());
                other.load(one.state());
                descend(one, p, 5);
                descend(other, q, 5);
                assertThat(Plain.floats(q)).isEqualTo(Plain.floats(p));
                assertThat(other.steps()).isEqualTo(10);
            }
        }
    }

    private static void descend(Optimizer optimizer, Tensor p, int steps) {
        for (int i = 0; i < steps; i++) {
            optimizer.zeroGradients();
            p.mul(p).sum().backward();
            optimizer.step(0.05);
        }
    }

    @Test
    void anotherOptimisersStateIsRefused() {
        try (Scope s = Scope.open()) {
            Tensor p = Plain.tensor(new float[] {1, -2}, 2).requires_grad_(true);
            List<ParameterGroup> groups = ParameterGroup.all(Map.of("p", p), 0);
            try (Optimizer adam = OptimizerConfig.AdamW.ofMae().create(groups);
                    Optimizer sgd = new OptimizerConfig.Momentum(0.9, 0).create(groups)) {
                assertThatThrownBy(() -> adam.load(sgd.state()))
                        .isInstanceOf(UserError.class)
                        .hasMessageContaining("no optimiser state 'exp_avg.p'")
                        .hasMessageContaining("resume with the optimiser");
                Map<String, Tensor> withoutSteps = new LinkedHashMap<>(adam.state());
                withoutSteps.remove("step");
                assertThatThrownBy(() -> adam.load(withoutSteps))
                        .isInstanceOf(UserError.class)
                        .hasMessageContaining("does not note the optimiser's steps");
                Map<String, Tensor> reshaped = new LinkedHashMap<>(adam.state());
                reshaped.put("exp_avg.p", Plain.tensor(new float[2], 2, 1));
                assertThatThrownBy(() -> adam.load(reshaped)).isInstanceOf(UserError.class);
            }
        }
    }

    @Test
    void vectorsDoNotDecayButTokensMatricesAndLearntAlphasDo() {
        try (Scope s = Scope.open()) {
            Map<String, Tensor> parameters = new LinkedHashMap<>();
            parameters.put("fc.weight", Plain.tensor(new float[4], 2, 2));
            parameters.put("fc.bias", Plain.tensor(new float[2], 2));
            parameters.put("cls_token", Plain.tensor(new float[2], 1, 1, 2));
            parameters.put("alpha", Plain.tensor(new float[1]));
            List<ParameterGroup> groups = ParameterGroup.decayed(parameters, 0.05);
            assertThat(groups.get(0).parameters().keySet())
                    .containsExactly("fc.weight", "cls_token", "alpha");
            assertThat(groups.get(0).weightDecay()).isEqualTo(0.05);
            assertThat(groups.get(1).parameters().keySet()).containsExactly("fc.bias");
            assertThat(groups.get(1).weightDecay()).isZero();
        }
    }

    @Test
    void nonsenseConstantsAreRefused() {
        assertThatThrownBy(() -> new OptimizerConfig.AdamW(1, 0.9, 1e-8, 0))
                .hasMessage("beta1 must lie in [0, 1), not 1.0");
        assertThatThrownBy(() -> new OptimizerConfig.AdamL2(0.9, -1, 1e-8, 0))
                .hasMessage("beta2 must lie in [0, 1), not -1.0");
        assertThatThrownBy(() -> new OptimizerConfig.AdamW(0.9, 0.9, -1, 0))
                .hasMessage("eps must not be negative, but is -1.0");
        assertThatThrownBy(() -> new OptimizerConfig.AdamW(0.9, 0.9, 0, Double.NaN))
                .hasMessage("weightDecay must not be negative, but is NaN");
        assertThatThrownBy(() -> new OptimizerConfig.Momentum(0.9, Double.POSITIVE_INFINITY))
                .hasMessageContaining("weightDecay");
    }
}
