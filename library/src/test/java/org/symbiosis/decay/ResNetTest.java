package org.symbiosis.decay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.pytorch.global.torch.randn;
import static org.bytedeco.pytorch.global.torch.relu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbiosis.nn.Initialisation;
import org.symbiosis.nn.Shortcut;
import org.symbiosis.nn.Trace;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;
import org.symbiosis.tensor.Shapes;

class ResNetTest {
    private static final Shortcut NO_DECAY = new Shortcut.LinearDecay(1);

    @BeforeEach
    void seed() {
        Seed.set(8);
    }

    /** The state dict of torchvision's ResNet of these stages, in its order. */
    private static List<String> torchvisionNames(int... stages) {
        List<String> names = new ArrayList<>(List.of("conv1.weight"));
        addNorm(names, "bn1");
        for (int s = 1; s <= stages.length; s++) {
            for (int i = 0; i < stages[s - 1]; i++) {
                String block = "layer" + s + "." + i + ".";
                names.add(block + "conv1.weight");
                addNorm(names, block + "bn1");
                names.add(block + "conv2.weight");
                addNorm(names, block + "bn2");
                if (i == 0 && s > 1) {
                    names.add(block + "downsample.0.weight");
                    addNorm(names, block + "downsample.1");
                }
            }
        }
        names.addAll(List.of("fc.weight", "fc.bias"));
        return names;
    }

    private static void addNorm(List<String> names, String norm) {
        for (String part :
                List.of("weight", "bias", "running_mean", "running_var", "num_batches_tracked")) {
            names.add(norm + "." + part);
        }
    }

    @Test
    void resNet18HasTorchvisionsNamesAndNumberOfWeights() {
        try (Scope s = Scope.open();
                ResNet net = new ResNet(ResNetConfig.resnet18(1000))) {
            assertThat(net.state().keySet())
                    .containsExactlyElementsOf(torchvisionNames(2, 2, 2, 2));
            assertThat(net.state()).hasSize(122);
            assertThat(net.parameterCount()).isEqualTo(11_689_512L);
            assertThat(Shapes.of(net.state().get("conv1.weight"))).containsExactly(64, 3, 7, 7);
            assertThat(Shapes.of(net.state().get("layer4.0.downsample.0.weight")))
                    .containsExactly(512, 256, 1, 1);
            assertThat(Shapes.of(net.state().get("fc.weight"))).containsExactly(1000, 512);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 9, 12, 16})
    void depthGrowsByBlocksOfTheThirdStage(int depth) {
        ResNetConfig config = ResNetConfig.tiny(10).withDepth(depth);
        assertThat(config.depth()).isEqualTo(depth);
        try (ResNet net = new ResNet(config)) {
            assertThat(net.state().keySet())
                    .containsExactlyElementsOf(torchvisionNames(2, 2, depth - 6, 2));
            assertThat(net.blockNames()).hasSize(depth).contains("layer3." + (depth - 7));
        }
    }

    @ParameterizedTest
    @CsvSource({"PHOTOS, 64, 2", "PHOTOS, 224, 7", "SMALL_PICTURES, 32, 4"})
    void theStemDecidesHowFarMapsShrink(ResNetConfig.Stem stem, int size, int last) {
        ResNetConfig config = new ResNetConfig(stem, List.of(1, 1, 1, 1), 4, 5, NO_DECAY);
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard();
                ResNet net = new ResNet(config)) {
            Trace trace = Trace.of("layer4.0");
            net.features(randn(1, 3, size, size), trace);
            assertThat(Shapes.of(trace.get("layer4.0"))).containsExactly(1, 32, last, last);
        }
    }

    @Test
    void withoutDecayItEqualsPlainResidualBlocksBitForBit() {
        ResNetConfig config = ResNetConfig.tiny(10);
        try (Scope s = Scope.open();
                ResNet decayed = new ResNet(config.withShortcut(NO_DECAY));
                ResNet plain = new ResNet(config.withShortcut(new Shortcut.Identity()))) {
            for (ResNet net : List.of(decayed, plain)) {
                Seed.set(1);
                net.parameters().forEach((n, p) -> Initialisation.normal(p, 0.1));
                Tensor scores = net.forward(randn(3, 3, 32, 32));
                scores.square().sum().backward();
            }
            Tensor images = randn(2, 3, 32, 32);
            assertThat(decayed.forward(images).equal(plain.forward(images))).isTrue();
            decayed.parameters()
                    .forEach(
                            (n, p) ->
                                    assertThat(p.grad().equal(plain.parameters().get(n).grad()))
                                            .as(n)
                                            .isTrue());
        }
    }

    @Test
    void atTheFirstStepABlockOnlyDecaysItsShortcut() {
        ResNetConfig config = ResNetConfig.tiny(10).withShortcut(new Shortcut.LinearDecay(0.3));
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard();
                ResNet net = new ResNet(config)) {
            Trace trace = Trace.matching(name -> true);
            net.features(randn(2, 3, 32, 32), trace);
            List<String> names = net.blockNames();
            for (int l = 1; l < names.size(); l++) {
                if (names.get(l).endsWith(".0")) {
                    continue; // a projection comes in between
                }
                double alpha = 1 - 0.7 * l / 7;
                Tensor expected = relu(trace.get(names.get(l - 1)).mul(new Scalar(alpha)));
                assertThat(trace.get(names.get(l)).allclose(expected, 1e-5, 1e-7, false))
                        .as(names.get(l))
                        .isTrue();
            }
        }
    }

    @Test
    void aProjectionIsDecayedToo() {
        BasicBlock.Shape shape = new BasicBlock.Shape(3, 6, 2);
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard();
                BasicBlock half = block(shape, 0.5);
                BasicBlock whole = block(shape, 1)) {
            whole.load(half.state());
            Tensor x = randn(2, 3, 8, 8);
            Tensor expected = whole.forward(x).mul(new Scalar(0.5));
            assertThat(half.forward(x).allclose(expected, 1e-5, 1e-7, false)).isTrue();
        }
    }

    private static BasicBlock block(BasicBlock.Shape shape, double alpha) {
        BasicBlock block =
                new BasicBlock(
                        shape, BasicBlock.Norms.USUAL, new Shortcut.Constant(alpha).residual(0, 1));
        block.zeroBranch();
        return block;
    }

    @Test
    void learntFactorsAreParametersOfTheirBlocks() {
        ResNetConfig config = ResNetConfig.tiny(3).withShortcut(new Shortcut.Learnable(1));
        try (Scope s = Scope.open();
                ResNet net = new ResNet(config)) {
            net.forward(randn(2, 3, 32, 32)).square().sum().backward();
            assertThat(net.parameters()).containsKey("layer3.1.shortcut.alpha");
            assertThat(net.parameters().get("layer3.1.shortcut.alpha").grad().defined()).isTrue();
        }
    }

    @Test
    void pooledBlocksAreTheMeansOfTheirMapsSideBySide() {
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard();
                ResNet net = new ResNet(ResNetConfig.tiny(10))) {
            net.eval();
            Tensor images = randn(2, 3, 32, 32);
            Trace trace = Trace.matching(name -> true);
            Tensor features = net.features(images, trace);
            Tensor pooled = net.pooledBlocks(images);
            assertThat(net.blockWidths()).containsExactly(16, 16, 32, 32, 64, 64, 128, 128);
            assertThat(Shapes.of(pooled)).containsExactly(2, 480);
            assertThat(pooled.narrow(1, 352, 128).equal(features)).isTrue();
            double[] map = Plain.doubles(trace.get("layer2.0").select(0, 1).select(0, 5));
            double mean = Arrays.stream(map).average().orElseThrow();
            assertThat(Plain.doubles(pooled.select(0, 1))[16 + 16 + 5])
                    .isEqualTo(mean, within(1e-6));
        }
    }

    @Test
    void configurationsThatMakeNoSenseAreRefused() {
        ResNetConfig tiny = ResNetConfig.tiny(10);
        assertThatThrownBy(() -> tiny.withDepth(7)).hasMessageContaining("8 to 16");
        assertThatThrownBy(() -> tiny.withDepth(17)).hasMessageContaining("not 17");
        assertThatThrownBy(() -> tiny.withClasses(1)).hasMessageContaining("classes");
        assertThatThrownBy(() -> tiny.withShortcut(new Shortcut.MlpOnly(NO_DECAY)))
                .hasMessageContaining("MLP");
        assertThatThrownBy(
                        () -> new ResNetConfig(tiny.stem(), List.of(2, 0), 4, 2, tiny.shortcut()))
                .hasMessageContaining("stage");
    }
}
