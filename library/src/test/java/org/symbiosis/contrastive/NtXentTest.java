package org.symbiosis.contrastive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;

class NtXentTest {
    /** Written out term by term. */
    private static double byHand(double[][] z, double temperature) {
        int n = z.length;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double all = 0;
            for (int k = 0; k < n; k++) {
                all += k == i ? 0 : Math.exp(cosine(z[i], z[k]) / temperature);
            }
            int partner = (i + n / 2) % n;
            sum -= Math.log(Math.exp(cosine(z[i], z[partner]) / temperature) / all);
        }
        return sum / n;
    }

    private static double cosine(double[] a, double[] b) {
        double dot = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            dot += a[i] * b[i];
            aa += a[i] * a[i];
            bb += b[i] * b[i];
        }
        return dot / Math.sqrt(aa * bb);
    }

    @Test
    void equalsItsDefinition() {
        Seed.set(4);
        try (Scope s = Scope.open()) {
            Tensor z = torch.randn(10, 6);
            double[] flat = Plain.doubles(z);
            double[][] rows = new double[10][6];
            for (int i = 0; i < flat.length; i++) {
                rows[i / 6][i % 6] = flat[i];
            }
            Tensor logits = NtXent.logits(z.narrow(0, 0, 5), z.narrow(0, 5, 5), 0.3);
            assertThat(NtXent.loss(logits).item_double())
                    .isEqualTo(byHand(rows, 0.3), within(1e-5));
        }
    }

    @Test
    void equalAndOrthogonalViewsHaveAClosedForm() {
        try (Scope s = Scope.open()) {
            Tensor z = Plain.tensor(new float[] {3, 0, 0, 0, 2, 0, 0, 0, 1}, 3, 3);
            Tensor logits = NtXent.logits(z, z, 0.5);
            // Against the partner e^2, against the four others e^0.
            double expected = -Math.log(Math.exp(2) / (Math.exp(2) + 4));
            assertThat(NtXent.loss(logits).item_double()).isEqualTo(expected, within(1e-6));
            assertThat(NtXent.accuracy(logits).item_double()).isEqualTo(1);
            Tensor turned = Plain.tensor(new float[] {0, 1, 0, 0, 0, 1, 1, 0, 0}, 3, 3);
            assertThat(NtXent.accuracy(NtXent.logits(z, turned, 0.5)).item_double()).isZero();
        }
    }

    @Test
    void collapseCostsAsMuchAsGuessing() {
        try (Scope s = Scope.open()) {
            Tensor z = torch.ones(4, 3);
            double loss = NtXent.loss(NtXent.logits(z, z, 0.5)).item_double();
            assertThat(loss).isEqualTo(Math.log(7), within(1e-5));
        }
    }

    @Test
    void oneImageHasNothingToBeToldFrom() {
        try (Scope s = Scope.open()) {
            Tensor z = torch.ones(1, 3);
            assertThatThrownBy(() -> NtXent.logits(z, z, 0.5))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("at least two images");
        }
    }
}
