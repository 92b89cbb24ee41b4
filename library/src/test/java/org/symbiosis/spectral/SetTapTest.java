package org.symbiosis.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbiosis.UserError;
import org.symbiosis.data.Normalisation;
import org.symbiosis.data.Picture;
import org.symbiosis.data.Planes;
import org.symbiosis.data.SplitMix;
import org.symbiosis.data.annotated.Labels;
import org.symbiosis.nn.Bias;
import org.symbiosis.nn.Grid;
import org.symbiosis.nn.Positions;
import org.symbiosis.nn.Shortcut;
import org.symbiosis.nn.TransformerConfig;
import org.symbiosis.nn.VisionTransformer;
import org.symbiosis.nn.VisionTransformerConfig;
import org.symbiosis.pretrained.AttentionModel;
import org.symbiosis.pretrained.VitModel;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

class SetTapTest {
    private static final int IMAGES = 5;
    private static final long PLENTY = 1 << 20;
    private static final int[] ALL = {0, 1, 2};
    private static final VisionTransformerConfig CONFIG =
            new VisionTransformerConfig(
                    16,
                    16,
                    3,
                    4,
                    new TransformerConfig(12, 3, 2, 2, 1e-6, Bias.LEARNT, new Shortcut.Identity()),
                    Positions.Kind.SIN_COS,
                    VisionTransformerConfig.End.NORM);

    private static VisionTransformer network;
    private static AttentionModel model;

    private final int[] reads = new int[IMAGES];

    @BeforeAll
    static void make() {
        network = new VisionTransformer(CONFIG);
        model = new VitModel("small", network, Normalisation.HALF);
    }

    @AfterAll
    static void free() {
        network.close();
    }

    private Picture read(int i) {
        reads[i]++;
        return picture(i);
    }

    /** Oblong noise. */
    private static Picture picture(int i) {
        SplitMix random = SplitMix.of(i);
        byte[] samples = new byte[3 * 20 * 16];
        for (int s = 0; s < samples.length; s++) {
            samples[s] = (byte) random.below(256);
        }
        return new Picture(20, 16, 3, samples);
    }

    private SetTap tap(int[] blocks, long memory) {
        return new SetTap(model, IMAGES, this::read, 4, blocks, memory);
    }

    private static float[] alone(int image, int block) {
        Planes square = SetTap.square(picture(image), 16);
        float[] pixels = new float[square.values().length];
        model.normalisation().normalise(square, pixels, 0);
        Tensor x = Plain.tensor(pixels, 1, 3, 16, 16);
        return Plain.floats(new ModelTap(model).layers(x).get(block).k().contiguous());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, PLENTY})
    void imagesStandInTheOrderAskedForAsEachAloneWouldBe(long memory) {
        try (Scope s = Scope.open();
                SetTap tap = tap(ALL, memory)) {
            tap.layers(new int[] {1, 4}, SplitMix.of(0));
            List<AttentionLayer> layers = tap.layers(new int[] {4, 0, 1}, SplitMix.of(0));
            assertThat(layers)
                    .extracting(AttentionLayer::name)
                    .containsExactly("blocks.0", "blocks.1", "blocks.2");
            assertThat(layers).allMatch(l -> l.images() == 3 && l.grid().equals(new Grid(4, 4)));
            for (int i = 0; i < 3; i++) {
                float[] k = Plain.floats(layers.get(1).image(i).k().contiguous());
                assertThat(k).containsExactly(alone(new int[] {4, 0, 1}[i], 1), within(1e-5f));
            }
        }
    }

    @Test
    void anImageIsReadOnce() {
        try (Scope s = Scope.open();
                SetTap tap = tap(ALL, PLENTY)) {
            tap.tokens(0);
            for (int round = 0; round < 3; round++) {
                tap.layers(new int[] {0, 1, 2}, SplitMix.of(round));
            }
            assertThat(tap.tokens(1)).hasSize(16 * 12);
            assertThat(reads).containsExactly(1, 1, 1, 0, 0);
        }
    }

    @Test
    void withoutMemoryAnImageIsReadEachTime() {
        try (Scope s = Scope.open();
                SetTap tap = tap(ALL, 0)) {
            tap.layers(new int[] {0, 1}, SplitMix.of(0));
            tap.layers(new int[] {1, 2}, SplitMix.of(0));
            assertThat(reads).containsExactly(1, 2, 1, 0, 0);
        }
    }

    @Test
    void chosenBlocksAloneAreRead() {
        try (Scope s = Scope.open();
                SetTap tap = tap(new int[] {0, 2}, PLENTY)) {
            assertThat(tap.layers(new int[] {0}, SplitMix.of(0)))
                    .extracting(AttentionLayer::name)
                    .containsExactly("blocks.0", "blocks.2");
        }
    }

    @Test
    void aBlockThatIsNotThereNamesThoseThatAre() {
        assertThatThrownBy(() -> tap(new int[] {1, 3}, PLENTY).close())
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no layer 3")
                .hasMessageContaining("0 to 2");
    }

    @Test
    void squaresOfPicturesLieOnSquaresOfLabels() {
        int[] ids = new int[40 * 24];
        byte[] samples = new byte[3 * ids.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = i % 40 < 17 ? 0 : 1;
            Arrays.fill(samples, 3 * i, 3 * i + 3, (byte) (ids[i] * 255));
        }
        Planes square = SetTap.square(new Picture(40, 24, 3, samples), 24);
        Labels labels = new Labels(40, 24, ids).square(24);
        for (int i = 0; i < 24 * 24; i++) {
            assertThat(square.values()[i]).isCloseTo(labels.ids()[i], within(1e-6f));
        }
    }

    @Test
    void aWholeSetIsSolvedFromATap() {
        SetConfig config =
                SetConfig.fast().withMaps(3, 4).withLinks(new Links.Split(3, 3, 0), IMAGES);
        try (SetTap tap = tap(ALL, PLENTY)) {
            SetFeatures found = new DatasetSolver(config).solve(tap, IMAGES, null);
            assertThat(found.features()).hasDimensions(IMAGES, 16 * 3);
            assertThat(reads).containsOnly(1);
        }
    }
}
