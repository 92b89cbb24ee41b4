package org.symbiosis.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.pytorch.global.torch.randn;
import static org.bytedeco.pytorch.global.torch.sigmoid;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;

class ShortcutTest {
    @Test
    void theFirstAttentionKeepsEverythingAndTheLastMlpAlphaMin() {
        double[] alphas = new Shortcut.LinearDecay(0.6).alphas(12);
        assertThat(alphas).hasSize(24);
        assertThat(alphas[0]).isEqualTo(1);
        assertThat(alphas[1]).isEqualTo(0.982609, within(1e-6));
        assertThat(alphas[10]).isEqualTo(0.826087, within(1e-6));
        assertThat(alphas[11]).isEqualTo(0.808696, within(1e-6));
        assertThat(alphas[22]).isEqualTo(0.617391, within(1e-6));
        assertThat(alphas[23]).isEqualTo(0.6, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({
        "12, 0.6, 3.58e-3", "12, 0.7, 1.76e-2", "12, 0.8, 7.56e-2", "12, 0.9, 2.88e-1",
        "18, 0.6, 2.17e-4", "18, 0.7, 2.36e-3", "18, 0.8, 2.08e-2", "18, 0.9, 1.55e-1",
        "24, 0.6, 1.31e-5", "24, 0.7, 3.15e-4", "24, 0.8, 5.74e-3", "24, 0.9, 8.33e-2"
    })
    void theEffectiveDecayIsTheProductOverBranches(int depth, double alphaMin, double effective) {
        Shortcut shortcut = new Shortcut.LinearDecay(alphaMin);
        assertThat(shortcut.effective(depth)).isEqualTo(effective, within(0.01 * effective));
        assertThat(Shortcut.alphaMinFor(depth, shortcut.effective(depth)))
                .isEqualTo(alphaMin, within(1e-9));
    }

    @Test
    void theCosineHasTheEffectiveDecayOfTheSpecification() {
        assertThat(new Shortcut.CosineDecay(0.6).effective(12)).isEqualTo(3.16e-3, within(1e-5));
        assertThat(new Shortcut.CosineDecay(0.7).effective(12)).isEqualTo(1.66e-2, within(1e-4));
    }

    @Test
    void aSingleBranchGetsAlphaMin() {
        assertThat(new Shortcut.LinearDecay(0.3).alpha(0, 1)).isEqualTo(0.3, within(1e-15));
        assertThat(new Shortcut.CosineDecay(0.3).alpha(0, 1)).isEqualTo(0.3, within(1e-15));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.5, 0, -0.1, Double.NaN})
    void valuesOutsideTheUnitIntervalAreRefused(double alphaMin) {
        assertThatThrownBy(() -> new Shortcut.LinearDecay(alphaMin))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("alphaMin must lie in (0, 1]");
    }

    @Test
    void ablationsTouchTheirBranchOnly() {
        Shortcut decay = new Shortcut.LinearDecay(0.6);
        for (int s = 0; s < 24; s++) {
            boolean attention = s % 2 == 0;
            assertThat(new Shortcut.AttentionOnly(decay).alpha(s, 24))
                    .isEqualTo(attention ? decay.alpha(s, 24) : 1);
            assertThat(new Shortcut.MlpOnly(decay).alpha(s, 24))
                    .isEqualTo(attention ? 1 : decay.alpha(s, 24));
        }
    }

    @Test
    void eachVariantJoinsByItsFormula() {
        try (Scope scope = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            Tensor x = randn(2, 3);
            Tensor f = randn(2, 3);
            Tensor plain = x.add(f);
            double c = Math.sqrt(0.5);
            assertSame(join(new Shortcut.Identity(), x, f), plain);
            assertSame(join(new Shortcut.LinearDecay(1), x, f), plain);
            assertClose(join(new Shortcut.Constant(0.7), x, f), x.mul(new Scalar(0.7)).add(f));
            assertClose(join(new Shortcut.ScaleBranch(c), x, f), x.add(f.mul(new Scalar(c))));
            assertClose(join(new Shortcut.ScaleBoth(c), x, f), plain.mul(new Scalar(c)));
            assertClose(join(new Shortcut.Learnable(0.9), x, f), x.mul(new Scalar(0.9)).add(f));
            Tensor share = sigmoid(Plain.tensor(new float[] {4}, 1));
            assertClose(join(new Shortcut.LearnableSigmoid(4), x, f), x.mul(share).add(f));
        }
    }

    @Test
    void learntAlphasAreScalarsThatReceiveGradients() {
        try (Scope scope = Scope.open()) {
            Residual r = new Shortcut.Learnable(1).residual(0, 4);
            Tensor x = randn(2, 3);
            r.join(x, randn(2, 3)).sum().backward();
            Tensor alpha = r.parameters().get("alpha");
            assertThat(alpha.dim()).isZero();
            assertThat(Plain.floats(alpha.grad())[0])
                    .isEqualTo(Plain.floats(x.sum())[0], within(1e-5f));
        }
    }

    /** Eq. 2.4: the output of a stack is a sum of its branches, weighted by products of alphas. */
    @Test
    void aStackEqualsItsUnrolledSum() {
        Seed.set(5);
        int depth = 3;
        Shortcut shortcut = new Shortcut.LinearDecay(0.5);
        try (Scope scope = Scope.open();
                NoGradGuard g = new NoGradGuard();
                TransformerStack stack =
                        new TransformerStack(TransformerConfig.of(16, depth, 2, shortcut))) {
            Tensor x0 = randn(2, 5, 16);
            double[] alphas = shortcut.alphas(depth);
            List<Tensor> stream = new ArrayList<>(List.of(x0));
            List<Tensor> branches = new ArrayList<>();
            for (int l = 0; l < depth; l++) {
                Tensor x = stream.get(stream.size() - 1);
                Trace none = Trace.none();
                Tensor whole = stack.blocks().get(l).forward(x, none);
                Tensor f = attentionBranch(stack.blocks().get(l), x);
                Tensor y = x.mul(new Scalar(alphas[2 * l])).add(f);
                branches.add(f);
                branches.add(whole.sub(y.mul(new Scalar(alphas[2 * l + 1]))));
                stream.add(whole);
            }
            Tensor sum = x0.mul(new Scalar(shortcut.effective(depth)));
            for (int s = 0; s < branches.size(); s++) {
                double product = 1;
                for (int i = s + 1; i < alphas.length; i++) {
                    product *= alphas[i];
                }
                sum = sum.add(branches.get(s).mul(new Scalar(product)));
            }
            assertClose(stack.forward(x0, Trace.none()), sum);
        }
    }

    private static Tensor attentionBranch(TransformerBlock block, Tensor x) {
        LayerNorm norm = new LayerNorm(x.size(2), 1e-6);
        return block.attn().forward(norm.forward(x), Trace.none());
    }

    private static Tensor join(Shortcut shortcut, Tensor x, Tensor f) {
        return shortcut.residual(1, 2).join(x, f);
    }

    private static void assertSame(Tensor a, Tensor b) {
        assertThat(a.equal(b)).isTrue();
    }

    private static void assertClose(Tensor a, Tensor b) {
        assertThat(a.allclose(b, 1e-5, 1e-5, false)).isTrue();
    }
}
