package org.symbiosis.decay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.pytorch.global.torch.rand;
import static org.bytedeco.pytorch.global.torch.randn;

import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symbiosis.nn.Patches;
import org.symbiosis.nn.Shortcut;
import org.symbiosis.nn.Trace;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;
import org.symbiosis.tensor.Shapes;
import org.symbiosis.train.Draw;

class MaeTest {
    @BeforeEach
    void seed() {
        Seed.set(3);
    }

    @Test
    void theBaseModelHasAsManyWeightsAsTheReference() {
        try (Scope s = Scope.open();
                Mae decayed = new Mae(MaeConfig.table2_1())) {
            assertThat(decayed.parameterCount()).isEqualTo(117_038_848L);
            assertThat(decayed.encoder().parameterCount()).isEqualTo(85_645_824L);
            assertThat(
                            decayed.parameters().entrySet().stream()
                                    .filter(p -> p.getKey().startsWith("skip."))
                                    .mapToLong(p -> p.getValue().numel())
                                    .sum())
                    .isEqualTo(5_515_776L);
        }
        try (Scope s = Scope.open();
                Mae plain = new Mae(MaeConfig.table2_1().original())) {
            assertThat(plain.parameterCount()).isEqualTo(111_655_680L);
        }
    }

    @Test
    void atTheFirstStepTheEncoderOnlyDecaysItsInput() {
        MaeConfig config = MaeConfig.tiny();
        try (Scope s = Scope.open();
                Mae mae = new Mae(config);
                NoGradGuard g = new NoGradGuard()) {
            Tensor images = randn(2, 3, 32, 32);
            Tensor tokens = mae.encode(images, Trace.none());
            Tensor x0 = mae.encoder().embed(images);
            Tensor expected = x0.mul(new Scalar(config.shortcut().effective(config.depth())));
            assertThat(tokens.narrow(1, 1, 64).allclose(expected, 1e-5, 1e-7, false)).isTrue();
        }
    }

    @Test
    void atTheFirstStepThePredictionIsZeroAndOnlyItsLayerLearns() {
        try (Scope s = Scope.open();
                Mae mae = new Mae(MaeConfig.tiny())) {
            Mae.Reconstruction r = mae.forward(randn(4, 3, 32, 32), rand(4, 64), Trace.none());
            assertThat(r.prediction().abs().max().item_float()).isZero();
            // The variance of the target is unbiased, so its mean square is (P - 1) / P.
            assertThat(r.loss().item_float()).isEqualTo(47f / 48, within(1e-4f));
            r.loss().backward();
            List<String> learning =
                    mae.parameters().entrySet().stream()
                            .filter(p -> p.getValue().grad().defined())
                            .filter(p -> p.getValue().grad().abs().max().item_float() > 0)
                            .map(Map.Entry::getKey)
                            .toList();
            assertThat(learning).containsExactly("decoder_pred.weight", "decoder_pred.bias");
        }
    }

    @Test
    void withoutDecayTheSkipModelEqualsPlainResidualBlocksBitForBit() {
        MaeConfig config = MaeConfig.tiny().withFirstStep(MaeConfig.FirstStep.XAVIER);
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard();
                Mae one = new Mae(config.withShortcut(new Shortcut.LinearDecay(1)));
                Mae plain = new Mae(config.withShortcut(new Shortcut.Identity()))) {
            plain.load(one.state());
            Tensor images = randn(2, 3, 32, 32);
            Tensor noise = rand(2, 64);
            Tensor a = one.forward(images, noise, Trace.none()).prediction();
            assertThat(a.equal(plain.forward(images, noise, Trace.none()).prediction())).isTrue();
        }
    }

    @Test
    void theImageReachesTheDecoderThroughSkipsDeepestFirst() {
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard();
                Mae mae = new Mae(MaeConfig.tiny().withFirstStep(MaeConfig.FirstStep.XAVIER))) {
            Tensor images = randn(2, 3, 32, 32);
            Trace trace =
                    Trace.matching(n -> n.startsWith("skip.") || n.matches("decoder_blocks\\.\\d"));
            mae.forward(images, rand(2, 64), trace);
            assertThat(trace.all().keySet())
                    .contains("skip.0", "skip.1", "skip.2", "decoder_blocks.2");
            Tensor z = trace.get("decoder_blocks.0");
            assertThat(z.select(0, 0).equal(z.select(0, 1))).isFalse();
        }
    }

    @Test
    void sourcesThatFindNoDecoderBlockAreCountedAndOnlyMadeOnDemand() {
        MaeConfig deep = MaeConfig.table2_2(1024, 24, 0.7);
        assertThat(deep.unreachedSources()).isEqualTo(4);
        assertThat(MaeConfig.table2_2(768, 18, 0.7).unreachedSources()).isEqualTo(1);
        assertThat(MaeConfig.cifar().unreachedSources()).isZero();
    }

    @Test
    void everyPatchComesBackToItsPlace() {
        try (Scope s = Scope.open()) {
            Tensor patches = randn(3, 16, 8);
            Mask mask = Mask.of(rand(3, 16), 5);
            Tensor kept = mask.keep(patches);
            Tensor cls = randn(3, 1, 8);
            Tensor tokens =
                    org.bytedeco.pytorch.global.torch.cat(
                            new org.bytedeco.pytorch.TensorVector(cls, kept), 1);
            Tensor filler = randn(1, 1, 8);
            Tensor restored = mask.restore(tokens, filler);
            Tensor removed = mask.removed().unsqueeze(-1);
            Tensor expected =
                    patches.mul(removed.neg().add(new Scalar(1))).add(filler.mul(removed));
            assertThat(restored.narrow(1, 0, 1).equal(cls)).isTrue();
            assertThat(restored.narrow(1, 1, 16).equal(expected)).isTrue();
            assertThat(mask.removed().sum().item_float()).isEqualTo(3f * 11);
        }
    }

    @Test
    void picturesOfAPerfectPredictionAreTheImages() {
        try (Scope s = Scope.open();
                Mae mae = new Mae(MaeConfig.tiny())) {
            Tensor images = randn(2, 3, 32, 32);
            Tensor patches = Patches.cut(images, 4);
            Mae.Reconstruction perfect =
                    new Mae.Reconstruction(
                            images, mae.target(patches), patches, Mask.of(rand(2, 64), 16), images);
            Tensor back = Patches.join(mae.pixels(perfect), mae.config().grid(), 4);
            assertThat(back.allclose(images, 1e-4, 1e-5, false)).isTrue();
        }
    }

    @Test
    void otherSizesAndChannelsWork() {
        MaeConfig c = MaeConfig.tiny();
        MaeConfig wide =
                new MaeConfig(
                        16,
                        24,
                        1,
                        8,
                        32,
                        2,
                        2,
                        16,
                        2,
                        2,
                        4,
                        1e-6,
                        c.qkvBias(),
                        0.5,
                        c.target(),
                        c.shortcut(),
                        c.skips(),
                        c.firstStep());
        try (Scope s = Scope.open();
                Mae mae = new Mae(wide)) {
            Mae.Reconstruction r = mae.forward(randn(2, 1, 16, 24), rand(2, 6), Trace.none());
            assertThat(Shapes.of(r.prediction())).containsExactly(2, 6, 64);
            assertThat(Shapes.of(mae.encode(randn(1, 1, 32, 8), Trace.none())))
                    .containsExactly(1, 5, 32);
        }
    }

    @Test
    void nonsenseIsRefusedInTheUsersWords() {
        assertThatThrownBy(
                        () ->
                                new MaeConfig(
                                        32,
                                        32,
                                        3,
                                        5,
                                        96,
                                        6,
                                        3,
                                        64,
                                        3,
                                        2,
                                        4,
                                        1e-6,
                                        MaeConfig.tiny().qkvBias(),
                                        0.75,
                                        MaeConfig.Target.PIXELS,
                                        new Shortcut.Identity(),
                                        Skips.NONE,
                                        MaeConfig.FirstStep.XAVIER))
                .hasMessageContaining("patch size 5 does not divide");
        assertThatThrownBy(
                        () ->
                                new MaeConfig(
                                        32,
                                        32,
                                        3,
                                        4,
                                        96,
                                        5,
                                        3,
                                        64,
                                        3,
                                        2,
                                        4,
                                        1e-6,
                                        MaeConfig.tiny().qkvBias(),
                                        0.75,
                                        MaeConfig.Target.PIXELS,
                                        new Shortcut.Identity(),
                                        Skips.USED,
                                        MaeConfig.FirstStep.XAVIER))
                .hasMessageContaining("depth must be even");
    }

    @Test
    void partsOfABatchAddUpToTheWhole() {
        try (Scope s = Scope.open();
                Mae mae = new Mae(MaeConfig.tiny().withFirstStep(MaeConfig.FirstStep.XAVIER))) {
            MaeMethod method = new MaeMethod(mae);
            Draw draw = new Draw(Map.of("images", randn(6, 3, 32, 32), "noise", rand(6, 64)));
            double whole = method.loss(draw).value().item_float();
            double first = method.loss(draw.rows(0, 2)).value().item_float();
            double rest = method.replica().loss(draw.rows(2, 6)).value().item_float();
            assertThat(first * 2 / 6 + rest * 4 / 6).isEqualTo(whole, within(1e-5));
            assertThat(method.weight(draw)).isEqualTo(6 * 48.0);
        }
    }
}
