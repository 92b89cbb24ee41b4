package org.symbiosis.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.pytorch.global.torch.full;
import static org.bytedeco.pytorch.global.torch.rand;
import static org.bytedeco.pytorch.global.torch.randn;
import static org.bytedeco.pytorch.global.torch.zeros;
import static org.symbiosis.nn.UVitConfig.FirstWeights.PUBLISHED;

import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.symbiosis.nn.UVitConditioning.Latent;
import org.symbiosis.nn.UVitConfig.End;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;
import org.symbiosis.tensor.Shapes;

class UVitTest {
    private static final Latent TOP = new Latent(256, 1, 1);
    private static final Latent SECOND = new Latent(128, 2, 1);
    private static final Latent THIRD = new Latent(64, 4, 2);
    private static final Latent FOURTH = new Latent(32, 8, 2);

    static Stream<Arguments> counts() {
        return Stream.of(
                Arguments.of("small", UVitConfig.small(), 44_255_328L),
                Arguments.of("mid", UVitConfig.mid(), 130_122_404L),
                Arguments.of(
                        "mid, 100 classes",
                        UVitConfig.mid().withConditioning(UVitConditioning.classes(100)),
                        130_200_740L),
                Arguments.of("L = 1", UVitConfig.midOfChapter5(), 104_141_732L),
                Arguments.of("L = 1*", UVitConfig.midStar(), 134_844_836L),
                Arguments.of(
                        "top", UVitConfig.level(256, 1, 1, End.PATCHES, List.of()), 104_314_624L),
                Arguments.of(
                        "level 1 of 2",
                        UVitConfig.level(4, 32, 2, End.CONVOLUTION, List.of(TOP)),
                        104_340_644L),
                Arguments.of(
                        "level 1 of 5",
                        UVitConfig.level(
                                4, 32, 2, End.CONVOLUTION, List.of(TOP, SECOND, THIRD, FOURTH)),
                        104_754_596L));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("counts")
    void hasThePublishedNumberOfTrainedValues(String name, UVitConfig config, long values) {
        try (UVit net = Initialisation.blank(() -> new UVit(config))) {
            assertThat(net.parameterCount()).isEqualTo(values);
        }
    }

    @Test
    void theDecayRunsFromTheFirstBranchToTheLast() {
        try (UVit net = new UVit(UVitConfig.tiny().decayed(0.6))) {
            double[] alphas = net.alphas();
            assertThat(alphas).hasSize(10);
            assertThat(alphas[0]).isEqualTo(1);
            assertThat(alphas[9]).isCloseTo(0.6, within(1e-12));
        }
        assertThat(UVitConfig.small().decayed(0.7).effectiveDecay())
                .isCloseTo(1.26e-2, within(5e-5));
    }

    @Test
    void withZeroBranchesABlockOnlyDecaysItsInput() {
        try (Scope s = Scope.open();
                UVit net = new UVit(UVitConfig.tiny().decayed(0.5))) {
            Trace trace = Trace.of("in_blocks.0", "in_blocks.1");
            net.forward(randn(1, 3, 32, 32), rand(1), UVitContext.none(), trace);
            double[] alphas = net.alphas();
            Tensor expected = trace.get("in_blocks.0").mul(new Scalar(alphas[2] * alphas[3]));
            assertThat(largest(trace.get("in_blocks.1").sub(expected))).isLessThan(1e-6);
        }
    }

    @Test
    void oneAlphaEverywhereIsThePlainNetworkToTheBit() {
        try (Scope s = Scope.open();
                UVit plain = seeded(UVitConfig.tiny());
                UVit ones = seeded(UVitConfig.tiny().withShortcut(new Shortcut.LinearDecay(1)))) {
            Tensor x = randn(2, 3, 32, 32);
            Tensor t = full(new long[] {2}, new Scalar(500.0));
            Tensor a = plain.forward(x, t, UVitContext.none(), Trace.none());
            Tensor b = ones.forward(x, t, UVitContext.none(), Trace.none());
            assertThat(a.equal(b)).isTrue();
        }
    }

    @Test
    void whoDropsAllConditionsSeesWhatTheEmptyOnesSee() {
        List<Latent> uppers = List.of(new Latent(8, 1, 1), new Latent(4, 2, 1));
        UVitConfig config = UVitConfig.level(3, 8, 2, End.CONVOLUTION, uppers).withSize(32, 2, 2);
        try (Scope s = Scope.open();
                UVit net = new UVit(config)) {
            Tensor x = randn(2, 3, 8, 8);
            Tensor t = full(new long[] {2}, new Scalar(10.0));
            Tensor dropped = zeros(2).to(ScalarType.Bool);
            Tensor each = zeros(2, 2).to(ScalarType.Bool);
            Tensor a = net.forward(x, t, told(dropped), Trace.none());
            assertThat(a.equal(net.forward(x, t, told(dropped), Trace.none()))).isTrue();
            assertThat(a.equal(net.forward(x, t, told(each), Trace.none()))).isTrue();
            assertThat(largest(a.sub(net.forward(x, t, told(null), Trace.none()))))
                    .isGreaterThan(0);
        }
    }

    private static UVitContext told(Tensor kept) {
        return UVitContext.ofLatents(List.of(randn(2, 8, 1, 1), randn(2, 4, 2, 2)), kept);
    }

    @Test
    void twoBatchesAsOneGiveWhatEachGives() {
        List<Latent> uppers = List.of(new Latent(8, 1, 1));
        UVitConfig config = UVitConfig.level(3, 8, 2, End.CONVOLUTION, uppers).withSize(32, 2, 2);
        try (Scope s = Scope.open();
                UVit net = new UVit(config)) {
            UVitContext seen = UVitContext.ofLatents(List.of(randn(2, 8, 1, 1)), null);
            UVitContext unseen =
                    UVitContext.ofLatents(List.of(randn(2, 8, 1, 1)), zeros(2).to(ScalarType.Bool));
            Tensor x = randn(4, 3, 8, 8);
            Tensor t = full(new long[] {4}, new Scalar(10.0));
            Tensor both = net.forward(x, t, seen.followedBy(unseen, 2), Trace.none());
            Tensor second = net.forward(x.narrow(0, 2, 2), t.narrow(0, 2, 2), unseen, Trace.none());
            assertThat(largest(both.narrow(0, 2, 2).sub(second))).isLessThan(1e-5);
        }
    }

    static Stream<Shortcut> shortcuts() {
        Shortcut decay = new Shortcut.LinearDecay(0.7);
        return Stream.of(
                decay,
                new Shortcut.CosineDecay(0.7),
                new Shortcut.Constant(0.9),
                new Shortcut.Learnable(0.9),
                new Shortcut.LearnableSigmoid(4),
                new Shortcut.AttentionOnly(decay),
                new Shortcut.MlpOnly(decay),
                new Shortcut.ScaleBranch(0.7),
                new Shortcut.ScaleBoth(0.7));
    }

    @ParameterizedTest
    @MethodSource("shortcuts")
    void everyShortcutLearns(Shortcut shortcut) {
        UVitConfig config = UVitConfig.tiny().withInput(3, 8, 8, 2).withSize(16, 2, 2);
        try (Scope s = Scope.open();
                UVit net = new UVit(config.withShortcut(shortcut))) {
            Tensor said = net.forward(randn(2, 3, 8, 8), rand(2), UVitContext.none(), Trace.none());
            said.square().mean().backward();
            net.parameters()
                    .forEach(
                            (name, p) ->
                                    assertThat(p.grad().defined() && isFinite(p.grad()))
                                            .as(name)
                                            .isTrue());
            assertThat(net.alphas()).hasSize(6);
        }
    }

    private static boolean isFinite(Tensor t) {
        return Double.isFinite(largest(t));
    }

    @Test
    void narrowNetworksBeginByTheirFan() {
        try (Scope s = Scope.open();
                UVit narrow = seeded(UVitConfig.tiny());
                UVit published = seeded(UVitConfig.tiny().withFirstWeights(PUBLISHED))) {
            assertThat(deviation(narrow, "in_blocks.0.mlp.fc1.weight"))
                    .isEqualTo(1 / Math.sqrt(128), within(0.002));
            assertThat(deviation(narrow, "in_blocks.0.mlp.fc2.weight"))
                    .isEqualTo(1 / Math.sqrt(512), within(0.002));
            Tensor patches = narrow.parameters().get("pos_embed").narrow(1, 1, 64);
            assertThat(Plain.doubles(patches))
                    .isEqualTo(Plain.doubles(Positions.sinCos(128, new Grid(8, 8), 0)));
            float[] last = Plain.floats(narrow.parameters().get("final_layer.weight"));
            for (int i = 0; i < last.length; i++) { // (3, 3, 3, 3)
                boolean isOwnMiddle = i / 27 == i / 9 % 3 && i % 9 == 4;
                assertThat(last[i]).isEqualTo(isOwnMiddle ? 1 : 0);
            }
            assertThat(deviation(published, "in_blocks.0.mlp.fc1.weight"))
                    .isEqualTo(0.02, within(0.001));
            assertThat(deviation(published, "final_layer.weight"))
                    .isEqualTo(1 / Math.sqrt(81), within(0.02)); // uniform in 1 / sqrt(27)
            assertThat(deviation(published, "pos_embed")).isEqualTo(0.02, within(0.001));
        }
        assertThat(UVitConfig.small().firstWeights()).isEqualTo(PUBLISHED);
    }

    private static double deviation(UVit net, String name) {
        return net.parameters().get(name).std().item_double();
    }

    @Test
    void aNormBeforeTheLongSkipsIsAChoice() {
        UVitConfig plain = UVitConfig.tiny();
        UVitConfig normed =
                new UVitConfig(
                        32,
                        32,
                        3,
                        4,
                        128,
                        4,
                        4,
                        4,
                        1e-5,
                        Bias.NONE,
                        plain.shortcut(),
                        UVitConfig.SkipNorm.LAYER_NORM,
                        plain.time(),
                        plain.conditioning(),
                        plain.end(),
                        plain.firstStep(),
                        plain.firstWeights());
        try (UVit net = new UVit(normed);
                UVit without = new UVit(plain)) {
            assertThat(net.state()).containsKey("out_blocks.1.skip_norm.weight");
            assertThat(net.parameterCount()).isEqualTo(without.parameterCount() + 2 * 2 * 256);
        }
    }

    @Test
    void takesOtherSizesThanTheConfiguredOne() {
        try (Scope s = Scope.open();
                UVit net = new UVit(UVitConfig.tiny())) {
            Tensor y = net.forward(randn(1, 3, 48, 40), rand(1), UVitContext.none(), Trace.none());
            assertThat(Shapes.of(y)).containsExactly(1, 3, 48, 40);
        }
    }

    @Test
    void saysWhatItIsNotTold() {
        UVitConfig config = UVitConfig.tiny().withConditioning(UVitConditioning.classes(10));
        try (Scope s = Scope.open();
                UVit net = new UVit(config)) {
            assertThatThrownBy(
                            () ->
                                    net.forward(
                                            randn(1, 3, 32, 32),
                                            rand(1),
                                            UVitContext.none(),
                                            Trace.none()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("conditioned on classes");
        }
        assertThatThrownBy(() -> UVitConfig.tiny().withSize(128, 5, 4))
                .hasMessageContaining("depth must be even, not 5");
    }

    private static UVit seeded(UVitConfig config) {
        Seed.set(5);
        return new UVit(config);
    }

    private static double largest(Tensor t) {
        double most = 0;
        for (double v : Plain.doubles(t)) {
            most = Math.max(most, Math.abs(v));
        }
        return most;
    }
}
