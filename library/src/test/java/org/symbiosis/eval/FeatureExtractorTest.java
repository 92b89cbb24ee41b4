package org.symbiosis.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbiosis.UserError;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.Normalisation;
import org.symbiosis.data.Planes;
import org.symbiosis.data.Preparation;
import org.symbiosis.data.SplitMix;
import org.symbiosis.nn.Bias;
import org.symbiosis.nn.Positions;
import org.symbiosis.nn.Shortcut;
import org.symbiosis.nn.Trace;
import org.symbiosis.nn.TransformerConfig;
import org.symbiosis.nn.VisionTransformer;
import org.symbiosis.nn.VisionTransformerConfig;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;
import org.symbiosis.testing.ToyImages;
import org.symbiosis.train.Progress;

class FeatureExtractorTest {
    private static final int SIZE = 8;
    private static final Preparation PREPARATION = Preparation.evaluation(SIZE, Normalisation.HALF);
    private static VisionTransformer encoder;

    @BeforeAll
    static void build() {
        Seed.set(4);
        TransformerConfig blocks =
                new TransformerConfig(8, 3, 2, 2, 1e-6, Bias.LEARNT, new Shortcut.Identity());
        encoder =
                new VisionTransformer(
                        new VisionTransformerConfig(
                                SIZE,
                                SIZE,
                                3,
                                4,
                                blocks,
                                Positions.Kind.LEARNT,
                                VisionTransformerConfig.End.NORM));
    }

    @AfterAll
    static void free() {
        encoder.close();
    }

    private static FeatureExtractor extractor(int workers) {
        return new FeatureExtractor(PREPARATION, workers, Progress.SILENT);
    }

    private static float[] prepared(ImageSource source, int i) {
        try {
            Planes planes = PREPARATION.apply(source.read(i), SplitMix.of(0));
            float[] out = new float[3 * SIZE * SIZE];
            Normalisation.HALF.normalise(planes, out, 0);
            return out;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static float[] row(Features f, int i) {
        return Arrays.copyOfRange(f.values(), i * f.d(), (i + 1) * f.d());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void vectorsLabelsAndPathsComeInTheOrderOfTheSource(int workers) {
        ToyImages source = new ToyImages(150, 4, SIZE); // several parts and batches
        Features f = extractor(workers).pixels(source);
        assertThat(f.n()).isEqualTo(150);
        assertThat(f.d()).isEqualTo(3 * SIZE * SIZE);
        for (int i = 0; i < f.n(); i++) {
            assertThat(row(f, i)).isEqualTo(prepared(source, i));
            assertThat(f.labels()[i]).isEqualTo(i % 4);
            assertThat(f.paths().get(i)).isEqualTo("toy-" + i + ".png");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 63, 64, 69})
    void anImageThatCannotBeReadIsLeftOut(int broken) {
        ToyImages source = new ToyImages(70, 2, SIZE, broken);
        List<String> expected = new ArrayList<>();
        IntStream.range(0, 70).filter(i -> i != broken).forEach(i -> expected.add(source.path(i)));
        Features f = extractor(1).pixels(source);
        assertThat(f.paths()).isEqualTo(expected);
        assertThat(row(f, 68)).isEqualTo(prepared(source, broken == 69 ? 68 : 69));
    }

    @Test
    void aLastBatchThatHoldsOnlyUnreadableImagesEndsTheSet() {
        Features f = extractor(1).pixels(new ToyImages(65, 2, SIZE, 64));
        assertThat(f.n()).isEqualTo(64);
    }

    @Test
    void aSetWithoutAReadableImageIsAnError() {
        assertThatThrownBy(() -> extractor(1).pixels(new ToyImages(1, 1, SIZE, 0)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("toy-0.png");
    }

    @ParameterizedTest
    @EnumSource(value = Pooling.class, mode = EnumSource.Mode.EXCLUDE, names = "GRID")
    void anyLayerMayBeTakenAndIsPooledAsAsked(Pooling pooling) {
        ToyImages source = new ToyImages(3, 2, SIZE);
        for (int layer = -1; layer < 3; layer++) {
            Features f = extractor(1).of(encoder, layer, pooling, source);
            assertThat(f.what()).contains(layer < 0 ? "encoder output" : "blocks." + layer);
            assertThat(f.what()).contains(pooling.words());
            for (int i = 0; i < 3; i++) {
                float[] expected = pooledByHand(tokens(prepared(source, i), layer), pooling);
                assertThat(row(f, i)).containsExactly(expected, within(1e-5f));
            }
        }
    }

    private static float[][] tokens(float[] image, int layer) {
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            Trace trace = Trace.matching(name -> true);
            Tensor end = encoder.forward(Plain.tensor(image, 1, 3, SIZE, SIZE), trace);
            Tensor tokens = layer < 0 ? end : trace.get("blocks." + layer);
            float[][] rows = new float[(int) tokens.size(1)][];
            for (int t = 0; t < rows.length; t++) {
                rows[t] = Plain.floats(tokens.select(1, t));
            }
            return rows;
        }
    }

    private static float[] pooledByHand(float[][] tokens, Pooling pooling) {
        int from = pooling == Pooling.MEAN ? 1 : 0;
        int to = pooling == Pooling.CLS ? 1 : tokens.length;
        float[] mean = new float[tokens[0].length];
        for (int t = from; t < to; t++) {
            for (int k = 0; k < mean.length; k++) {
                mean[k] += tokens[t][k] / (to - from);
            }
        }
        return mean;
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, 3, 12})
    void aLayerThatDoesNotExistIsAnErrorThatSaysWhichDo(int layer) {
        ToyImages source = new ToyImages(1, 1, SIZE);
        assertThatThrownBy(() -> extractor(1).of(encoder, layer, Pooling.CLS, source))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("layer " + layer)
                .hasMessageContaining("0 to 2");
    }

    @Test
    void aFailureOfTheNetworkReachesTheCaller() {
        ToyImages source = new ToyImages(3, 1, SIZE);
        FeatureExtractor.Encoder broken =
                images -> {
                    throw new IllegalStateException("out of order");
                };
        assertThatThrownBy(() -> extractor(2).of(broken, "nothing", source))
                .hasMessage("out of order");
    }
}
