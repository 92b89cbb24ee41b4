package org.symbiosis.spectral.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbiosis.UserError;
import org.symbiosis.data.Normalisation;
import org.symbiosis.data.Pixels;
import org.symbiosis.nn.Bias;
import org.symbiosis.nn.Grid;
import org.symbiosis.nn.Positions;
import org.symbiosis.nn.Shortcut;
import org.symbiosis.nn.TransformerConfig;
import org.symbiosis.nn.VisionTransformer;
import org.symbiosis.nn.VisionTransformerConfig;
import org.symbiosis.pretrained.VitModel;
import org.symbiosis.spectral.SpectralConfig;
import org.symbiosis.spectral.SpectralSolver;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;

/** Photographs at the edge of what makes sense. */
class SegmenterTest {
    private static final VisionTransformerConfig CONFIG =
            new VisionTransformerConfig(
                    16,
                    16,
                    3,
                    4,
                    new TransformerConfig(12, 2, 2, 2, 1e-6, Bias.LEARNT, new Shortcut.Identity()),
                    Positions.Kind.SIN_COS,
                    VisionTransformerConfig.End.NORM);
    private static final SpectralConfig FAST = SpectralConfig.fast();
    private static final SpectralConfig EXACT =
            SpectralConfig.exact()
                    .withSolver(
                            ((SpectralSolver.Adam) SpectralConfig.exact().solver()).withSteps(3));

    private VitModel model;

    @BeforeEach
    void load() {
        try (Scope s = Scope.open()) {
            Seed.set(1);
            model = new VitModel("small", new VisionTransformer(CONFIG), Normalisation.HALF);
        }
    }

    @AfterEach
    void free() {
        model.close();
    }

    private static BufferedImage photo(int width, int height, int grey) {
        BufferedImage photo = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] pixels = new int[width * height];
        Arrays.fill(pixels, grey * 0x010101);
        photo.setRGB(0, 0, width, height, pixels, 0, width);
        return photo;
    }

    private Segmentation cut(SpectralConfig config, BufferedImage photo) {
        return Segmenter.of(new PatchReader(model, new InputSize(32, 4)), config).segment(photo);
    }

    @Test
    void onePixelIsOneRegion() {
        for (SpectralConfig config : new SpectralConfig[] {FAST, EXACT}) {
            Segmentation found = cut(config, photo(1, 1, 200));
            assertThat(found.regions().width()).isEqualTo(1);
            assertThat(found.regions().ids()).containsExactly(0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 128, 255})
    void anImageOfOneColourIsCutByPlacesOnly(int grey) {
        for (SpectralConfig config : new SpectralConfig[] {FAST, EXACT}) {
            Segmentation found = cut(config, photo(40, 30, grey));
            assertThat(found.regions().ids()).hasSize(1200);
            assertThat(found.regions().present().length).isBetween(1, 10);
            for (float feature : found.places().features()) {
                assertThat(feature).isFinite();
            }
        }
    }

    @Test
    void anImageTooLongAndNarrowIsRefusedInOneLine() {
        assertThatThrownBy(() -> cut(FAST, photo(20_000, 1, 90)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("20000 x 1 pixels")
                .hasMessageContaining("crop the image");
    }

    @Test
    void aLongImageWithinTheLimitIsCut() {
        Segmentation found = cut(FAST, photo(200, 10, 90));
        assertThat(found.places().regions().map().grid().columns()).isEqualTo(160);
        assertThat(found.regions().ids()).hasSize(2000);
    }

    /** As a model that knows one size only is looked at: more places, the same tokens. */
    @Test
    void enlargedQueriesAndKeysGiveAFinerGrid() {
        PatchReader reader = new PatchReader(model, new InputSize(16, 4), 2);
        BufferedImage photo = photo(20, 20, 90);
        photo.setRGB(3, 3, 0xff0000);
        Segmentation found = Segmenter.of(reader, FAST).segment(photo);
        assertThat(found.places().regions().map().grid()).isEqualTo(new Grid(8, 8));
        try (Scope s = Scope.open()) {
            PatchReading reading = reader.read(Pixels.of(photo));
            assertThat(reading.grid()).isEqualTo(new Grid(4, 4));
            assertThat(reading.layers()).allMatch(l -> l.grid().equals(new Grid(8, 8)));
            assertThat(reading.keys()).hasSize(16 * 12);
        }
        assertThatThrownBy(() -> new PatchReader(model, new InputSize(16, 4), 0))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("enlarged 0 times");
        PatchReader tooFine = new PatchReader(model, new InputSize(128, 4), 8);
        assertThatThrownBy(() -> Segmenter.of(tooFine, FAST).segment(photo(9, 9, 9)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("256 x 256 places");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> Segmenter.picture(Path.of("no such.jpg")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no such.jpg");
    }
}
