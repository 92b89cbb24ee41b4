package org.symbiosis.eval.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.pytorch.global.torch.ones;
import static org.bytedeco.pytorch.global.torch.randn;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symbiosis.nn.BranchDrop;
import org.symbiosis.nn.Positions;
import org.symbiosis.nn.Shortcut;
import org.symbiosis.nn.Trace;
import org.symbiosis.nn.TransformerConfig;
import org.symbiosis.nn.VisionTransformer;
import org.symbiosis.nn.VisionTransformerConfig;
import org.symbiosis.nn.VisionTransformerConfig.End;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;
import org.symbiosis.train.LayerDecay;
import org.symbiosis.train.ParameterGroup;

class ClassifierTest {
    static VisionTransformerConfig encoder(int depth, Shortcut shortcut, End end) {
        return new VisionTransformerConfig(
                16,
                16,
                3,
                4,
                TransformerConfig.of(32, depth, 2, shortcut),
                Positions.Kind.SIN_COS,
                end);
    }

    @BeforeEach
    void seed() {
        Seed.set(5);
    }

    @Test
    void weightsCarryTheReferenceNamesAndBeginAsPreTrained() {
        try (Scope s = Scope.open();
                VisionTransformer encoder =
                        new VisionTransformer(encoder(2, new Shortcut.LinearDecay(0.6), End.NORM));
                Classifier classifier = Classifier.on(encoder, 7)) {
            Map<String, Tensor> weights = classifier.state();
            encoder.state()
                    .forEach(
                            (name, t) -> {
                                if (!name.startsWith("norm.")) {
                                    assertThat(weights.get(name).equal(t)).as(name).isTrue();
                                }
                            });
            assertThat(weights.keySet())
                    .contains("fc_norm.weight", "fc_norm.bias", "head.weight", "head.bias")
                    .noneMatch(name -> name.startsWith("norm."))
                    .hasSize(encoder.state().size() + 2);
            assertThat(classifier.parameters()).containsKey("pos_embed");
            float[] head = Plain.floats(weights.get("head.weight"));
            double squares = 0;
            for (float v : head) {
                squares += v * v;
            }
            assertThat(Math.sqrt(squares / head.length)).isEqualTo(2e-5, within(5e-6));
            assertThat(Plain.floats(weights.get("head.bias"))).containsOnly(0f);
        }
    }

    @Test
    void scoresComeFromTheMeanOfThePatchTokensUnderTheEncodersShortcuts() {
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard();
                VisionTransformer encoder =
                        new VisionTransformer(encoder(2, new Shortcut.LinearDecay(0.5), End.RAW));
                Classifier classifier = Classifier.on(encoder, 3)) {
            Tensor images = randn(2, 3, 16, 16);
            Tensor mean = encoder.forward(images, Trace.none()).narrow(1, 1, 16).mean(1);
            Map<String, Tensor> weights = classifier.state();
            Tensor centred = mean.sub(mean.mean(new long[] {-1}, true, noType()));
            Tensor normed =
                    centred.div(
                            mean.var(new long[] {-1}, false, true).add(new Scalar(1e-6)).sqrt());
            Tensor expected = normed.matmul(weights.get("head.weight").t());
            Tensor scores = classifier.forward(images, BranchDrop.NONE);
            assertThat(scores.allclose(expected, 1e-3, 1e-8, false)).isTrue();
        }
    }

    private static org.bytedeco.pytorch.ScalarTypeOptional noType() {
        return new org.bytedeco.pytorch.ScalarTypeOptional();
    }

    @Test
    void oneClassIsNothingToTellApart() {
        assertThatThrownBy(() -> new Classifier(encoder(1, new Shortcut.Identity(), End.RAW), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("classes");
    }

    @Test
    void layerGroupsHoldEveryParameterOnceWithTheRateOfItsLayer() {
        int depth = 3;
        try (Scope s = Scope.open();
                Classifier model =
                        new Classifier(encoder(depth, new Shortcut.Learnable(1), End.RAW), 5)) {
            List<ParameterGroup> groups = LayerDecayGroups.of(model.parameters(), depth, 0.5, 0.05);
            Map<String, ParameterGroup> of = new HashMap<>();
            groups.forEach(
                    g ->
                            g.parameters()
                                    .forEach(
                                            (name, p) ->
                                                    assertThat(of.put(name, g)).as(name).isNull()));
            assertThat(of.keySet()).isEqualTo(model.parameters().keySet());
            assertThat(of.get("patch_embed.proj.weight").rateScale()).isEqualTo(1 / 16.0);
            assertThat(of.get("pos_embed").rateScale()).isEqualTo(1 / 16.0);
            assertThat(of.get("blocks.0.attn.qkv.weight").rateScale()).isEqualTo(1 / 8.0);
            assertThat(of.get("blocks.2.mlp_shortcut.alpha").rateScale()).isEqualTo(1 / 2.0);
            assertThat(of.get("fc_norm.weight").rateScale()).isEqualTo(1);
            assertThat(of.get("head.weight").rateScale()).isEqualTo(1);
            assertThat(of.get("head.weight").weightDecay()).isEqualTo(0.05);
            assertThat(of.get("blocks.2.mlp_shortcut.alpha").weightDecay()).isEqualTo(0.05);
            for (String free : List.of("cls_token", "pos_embed", "head.bias", "fc_norm.weight")) {
                assertThat(of.get(free).weightDecay()).as(free).isZero();
            }
        }
    }

    @Test
    void layersBeyondTenAreReadAsNumbers() {
        assertThat(LayerDecay.layer("blocks.11.norm1.weight", 12)).isEqualTo(12);
        assertThat(LayerDecay.layer("head.bias", 12)).isEqualTo(13);
        assertThat(LayerDecay.layer("cls_token", 12)).isZero();
    }

    @Test
    void pathsDropMoreOftenDeeperAndLeaveTheExpectationAsItIs() {
        assertThat(DropPath.rates(0.3, 4))
                .containsExactly(
                        new float[] {0, 0, 0.1f, 0.1f, 0.2f, 0.2f, 0.3f, 0.3f}, within(1e-6f));
        assertThat(DropPath.rates(0.3, 1)).containsOnly(0f);
        try (Scope s = Scope.open()) {
            Tensor keep = DropPath.draw(20_000, 0.3, 4); // (B, 8)
            float[] mean = Plain.floats(keep.mean(0));
            float[] dropped = Plain.floats(ones(1).sub(keep.sign()).mean(0));
            for (int branch = 0; branch < 8; branch++) {
                assertThat(mean[branch]).isEqualTo(1, within(0.02f));
                assertThat(dropped[branch]).isEqualTo(0.1f * (branch / 2), within(0.02f));
            }
            assertThat(Plain.floats(keep.select(1, 0))).containsOnly(1f);
            assertThat(keep.select(1, 6).equal(keep.select(1, 7))).isFalse();
        }
    }
}
