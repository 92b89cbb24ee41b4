package org.symbiosis.adversarial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.pytorch.global.torch.randn;

import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;

class SmoothnessTest {
    private static final double STEP = 1e-6;

    private Scope scope;
    private Discriminator network;
    private Tensor x;

    @BeforeEach
    void inDoublePrecision() {
        scope = Scope.open();
        Seed.set(4);
        network = new Discriminator(TinyGan.images().discriminator());
        network.parameters().values().forEach(p -> p.set_data(p.detach().to(ScalarType.Double)));
        x = randn(2, 3, 32, 32).to(ScalarType.Double).detach().requires_grad_(true);
    }

    @AfterEach
    void close() {
        network.close();
        scope.close();
    }

    private Tensor start() {
        return randn(2, 8).to(ScalarType.Double);
    }

    @Test
    void manyStepsFindTheNormOfTheWholeJacobian() {
        Tensor z = network.forward(x).embedding();
        double[] exact = Plain.doubles(ExactJacobian.spectralNorms(ExactJacobian.of(z, x)));
        double[] few = Plain.doubles(Smoothness.sigma(z, x, start(), 1));
        double[] many = Plain.doubles(Smoothness.sigma(z, x, start(), 100));
        for (int i = 0; i < exact.length; i++) {
            assertThat(few[i]).isBetween(0.0, exact[i] + 1e-12);
            assertThat(many[i]).isCloseTo(exact[i], within(1e-6 * exact[i]));
        }
    }

    @Test
    void oneGraphServesBothProductsOfAStep() {
        Tensor z = network.forward(x).embedding();
        Tensor u = start();
        Smoothness.Directions d = Smoothness.directions(z, x, u, 1);
        Tensor J = ExactJacobian.of(z, x);
        Tensor v = Unit.rows(u.unsqueeze(1).bmm(J).squeeze(1));
        assertThat(Plain.doubles(d.v())).containsExactly(Plain.doubles(v), within(1e-10));
        Tensor Jv = Unit.rows(J.bmm(v.unsqueeze(2)).squeeze(2));
        assertThat(Plain.doubles(d.u())).containsExactly(Plain.doubles(Jv), within(1e-10));
    }

    @Test
    void theGradientOfTheSecondOrderEqualsFiniteDifferences() {
        Smoothness.Directions d =
                Smoothness.directions(network.forward(x).embedding(), x, start(), 2);
        term(d).backward();
        for (Map.Entry<String, Tensor> e : network.parameters().entrySet()) {
            if (e.getValue().grad().defined()) {
                compare(e.getKey(), e.getValue(), d);
            }
        }
    }

    private Tensor term(Smoothness.Directions d) {
        Tensor z = network.forward(x).embedding();
        return Smoothness.jacobianTerm(Smoothness.along(z, x, d), 0.7);
    }

    /** Moves the first, the middle and the last value of a parameter both ways. */
    private void compare(String name, Tensor p, Smoothness.Directions d) {
        double[] gradient = Plain.doubles(p.grad());
        for (int i : new int[] {0, gradient.length / 2, gradient.length - 1}) {
            double slope = (moved(p, i, STEP, d) - moved(p, i, -STEP, d)) / (2 * STEP);
            assertThat(gradient[i])
                    .as("%s[%d]", name, i)
                    .isCloseTo(slope, within(1e-7 + 1e-5 * Math.abs(slope)));
        }
    }

    private double moved(Tensor p, int i, double by, Smoothness.Directions d) {
        shift(p, i, by);
        try (Scope s = Scope.open()) {
            return term(d).item_double();
        } finally {
            shift(p, i, -by);
        }
    }

    private static void shift(Tensor p, int i, double by) {
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            p.detach().view(-1).narrow(0, i, 1).add_(new Scalar(by));
        }
    }

    @ParameterizedTest
    @EnumSource(Smoothness.NormHinge.class)
    void hingesCostOnTheirOwnSideOnly(Smoothness.NormHinge hinge) {
        Tensor embedding = Plain.tensor(new double[] {0.5, 0, 0, 3}, 2, 2);
        double expected =
                switch (hinge) {
                    case FLOOR -> 0.25 / 2;
                    case CEILING -> 4.0 / 2;
                    case OFF -> 0;
                };
        assertThat(Smoothness.normTerm(hinge, embedding).item_double())
                .isCloseTo(expected, within(1e-12));
    }
}
