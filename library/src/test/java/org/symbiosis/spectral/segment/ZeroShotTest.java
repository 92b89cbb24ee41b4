package org.symbiosis.spectral.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.symbiosis.UserError;
import org.symbiosis.data.Picture;
import org.symbiosis.data.Pixels;
import org.symbiosis.data.annotated.Labels;
import org.symbiosis.nn.Grid;
import org.symbiosis.pretrained.Clip;
import org.symbiosis.pretrained.ClipModel;
import org.symbiosis.pretrained.ClipTokenizer;
import org.symbiosis.pretrained.TinyClips;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;

class ZeroShotTest {
    private static final InputSize SIZE = new InputSize(16, 4);
    private static final int P = 8;

    private ClipModel clip;
    private final Picture photo = photo();
    private final Labels halves = halves();

    @BeforeEach
    void open() {
        try (Scope s = Scope.open()) {
            Seed.set(4);
            clip = ClipModel.of("tiny", new Clip(TinyClips.CONFIG));
        }
    }

    @AfterEach
    void close() {
        clip.close();
    }

    /** Red on the left, blue on the right; 32 x 16 pixels are 8 x 4 patches. */
    private static Picture photo() {
        BufferedImage image = new BufferedImage(32, 16, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 16; y++) {
            for (int x = 0; x < 32; x++) {
                image.setRGB(x, y, x < 16 ? 0xd01010 + 8 * y : 0x1020c0);
            }
        }
        return Pixels.of(image);
    }

    private static Labels halves() {
        int[] ids = new int[32 * 16];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = i % 32 < 16 ? 4 : 1;
        }
        return new Labels(32, 16, ids);
    }

    /** The mean feature of the columns, at unit length. */
    private static float[] mean(ZeroShot.Dense dense, int from, int to) {
        double[] sum = new double[P];
        for (int row = 0; row < 4; row++) {
            for (int column = from; column < to; column++) {
                for (int c = 0; c < P; c++) {
                    sum[c] += dense.features()[(row * 8 + column) * P + c];
                }
            }
        }
        double norm = Math.sqrt(Arrays.stream(sum).map(v -> v * v).sum());
        float[] unit = new float[P];
        for (int c = 0; c < P; c++) {
            unit[c] = (float) (sum[c] / norm);
        }
        return unit;
    }

    private ZeroShot.Dense dense() {
        return new ZeroShot(
                        clip,
                        SIZE,
                        new TextClasses(List.of("x"), P, new float[P]),
                        new NameScore.Cosine(),
                        0)
                .read(photo);
    }

    /** Names whose vectors are those of the two halves. */
    private ZeroShot halvesNamed(NameScore score, double threshold) {
        float[] both = new float[2 * P];
        System.arraycopy(mean(dense(), 0, 4), 0, both, 0, P);
        System.arraycopy(mean(dense(), 4, 8), 0, both, P, P);
        TextClasses classes = new TextClasses(List.of("left", "right"), P, both);
        return new ZeroShot(clip, SIZE, classes, score, threshold);
    }

    @Test
    void aRegionTakesTheNameOfItsMeanFeature() {
        List<NamedRegion> named = halvesNamed(new NameScore.Cosine(), 0.5).name(photo, halves);
        assertThat(named).extracting(NamedRegion::region).containsExactly(1, 4);
        assertThat(named).extracting(NamedRegion::name).containsExactly("right", "left");
        assertThat(named).allSatisfy(n -> assertThat(n.score()).isCloseTo(1, within(1e-5)));
        Labels classes = NamedRegion.classes(halves, named);
        assertThat(classes.id(3, 3)).isZero();
        assertThat(classes.id(30, 3)).isEqualTo(1);
    }

    @Test
    void whatFitsTooBadlyIsBackground() {
        List<NamedRegion> named = halvesNamed(new NameScore.Cosine(), 1.01).name(photo, halves);
        assertThat(named)
                .extracting(NamedRegion::index)
                .containsOnly(NamedRegion.BACKGROUND)
                .hasSize(2);
        assertThat(NamedRegion.classes(halves, named).present()).isEmpty();
    }

    @Test
    void voidPixelsBelongToNoRegion() {
        Labels part = new Labels(32, 16, halves.ids().clone());
        for (int i = 0; i < part.ids().length; i++) {
            if (part.ids()[i] == 4 && i % 32 >= 8) {
                part.ids()[i] = Labels.VOID;
            }
        }
        float[] left = mean(dense(), 0, 2);
        TextClasses classes = new TextClasses(List.of("edge"), P, left);
        List<NamedRegion> named =
                new ZeroShot(clip, SIZE, classes, new NameScore.Cosine(), 0.9).name(photo, part);
        assertThat(named.get(1).region()).isEqualTo(4);
        assertThat(named.get(1).score()).isCloseTo(1, within(1e-5));
    }

    @Test
    void everyPlaceCanBeARegion() {
        ZeroShot.Dense dense = dense();
        assertThat(dense.grid()).isEqualTo(new Grid(4, 8));
        Labels places = dense.places(32, 16);
        assertThat(places.present()).hasSize(32);
        assertThat(places.id(31, 15)).isEqualTo(31);
        assertThat(places.id(4, 4)).isEqualTo(9);
    }

    @Test
    void scoresAreWhatTheySay() {
        double[][] cosines = {{0.2, 0.3}, {0.25, 0.2}};
        double[][] softmax = NameScore.Softmax.USUAL.of(cosines);
        assertThat(softmax[0][1]).isCloseTo(1 / (1 + Math.exp(-10)), within(1e-12));
        assertThat(softmax[1][0] + softmax[1][1]).isCloseTo(1, within(1e-12));
        assertThat(new NameScore.Cosine().of(cosines)).isEqualTo(cosines);
        double[][] stretched = new NameScore.MinMax().of(cosines);
        assertThat(stretched[0]).containsExactly(new double[] {0, 1}, within(1e-12));
        assertThat(stretched[1]).containsExactly(new double[] {0.5, 0}, within(1e-12));
        assertThat(new NameScore.MinMax().of(new double[][] {{0.3}})[0]).containsExactly(1);
    }

    /** Means of unit vectors over prompts, at unit length. */
    @Test
    void namesAreMeansOverPrompts() {
        try (Scope s = Scope.open()) {
            List<String> prompts = List.of("a photo of a {}", "a {}");
            TextClasses classes = TextClasses.of(clip.clip(), List.of("cat", "red bus"), prompts);
            Tensor ids =
                    new ClipTokenizer()
                            .encode(
                                    List.of("a photo of a red bus", "a red bus"),
                                    ClipTokenizer.Padding.ZERO);
            float[] two = Plain.floats(Clip.unit(clip.clip().textFeatures(ids)).sum(0));
            TextClasses.unit(two, 0, P);
            assertThat(Arrays.copyOfRange(classes.vectors(), P, 2 * P))
                    .containsExactly(two, within(1e-5f));
            assertThat(classes.cosine(1, two, 0)).isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void namesAndPromptsThatSayNothingAreRefused() {
        assertThatThrownBy(() -> ZeroShot.of(clip, List.of()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no name");
        assertThatThrownBy(() -> TextClasses.of(clip.clip(), List.of("cat"), List.of("a photo")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'a photo' has no place");
    }

    @Test
    void namingLeavesNothingBehind() {
        ZeroShot namer = ZeroShot.of(clip, List.of("cat", "dog"));
        namer.name(photo, halves);
        long before = Pointer.totalCount();
        namer.name(photo, halves);
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }
}
