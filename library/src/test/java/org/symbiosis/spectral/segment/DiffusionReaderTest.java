package org.symbiosis.spectral.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbiosis.UserError;
import org.symbiosis.data.Pixels;
import org.symbiosis.data.SplitMix;
import org.symbiosis.nn.Grid;
import org.symbiosis.pretrained.TinyDiffusion;
import org.symbiosis.spectral.AttentionLayer;
import org.symbiosis.spectral.Evaluation;
import org.symbiosis.spectral.Objective;
import org.symbiosis.spectral.SpectralConfig;
import org.symbiosis.spectral.SpectralSolver;
import org.symbiosis.spectral.segment.DiffusionReader.Look;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

class DiffusionReaderTest {
    private static final Look FEW = new Look(0, 500, 3);

    private DiffusionReader reader;

    @BeforeEach
    void open() {
        reader = reader(64, FEW);
    }

    private static DiffusionReader reader(int side, Look look) {
        try (Scope s = Scope.open()) {
            return new DiffusionReader(new TinyDiffusion().model(), side, look, 5);
        }
    }

    @AfterEach
    void close() {
        reader.close();
    }

    /** Dark on the left, light on the right. */
    private static BufferedImage photo() {
        BufferedImage photo = new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 40; y++) {
            for (int x = 0; x < 60; x++) {
                photo.setRGB(x, y, x < 30 ? 0x201030 : 0xf0e0d0);
            }
        }
        return photo;
    }

    private static SpectralConfig few(SpectralSolver.Adam adam) {
        return SpectralConfig.of(adam.withSteps(2)).withChannels(4);
    }

    static List<SegmentMethod> methods() {
        Objective released = Objective.Released.by(new Evaluation.OneProduct());
        return List.of(
                new SegmentMethod.Spectral(SpectralConfig.fast().withChannels(4)),
                new SegmentMethod.Spectral(few(SpectralSolver.Adam.conv(released))),
                new SegmentMethod.LastTokens(),
                SegmentMethod.Ncut.usual(SegmentMethod.Ncut.Link.LAST_ATTENTION));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void everyMethodCutsThePhotographInItsOwnSize(SegmentMethod method) {
        Segmenter segmenter =
                new Segmenter(reader, method, new RegionCount.Fixed(2), Edges.OF_PLACES, 0);
        Segmentation found = segmenter.segment(photo());
        assertThat(found.regions().width()).isEqualTo(60);
        assertThat(found.regions().height()).isEqualTo(40);
        assertThat(found.regions().present().length).isBetween(1, 2);
        Grid grid = found.places().regions().map().grid();
        boolean spectral = method instanceof SegmentMethod.Spectral;
        assertThat(grid).isEqualTo(spectral ? new Grid(16, 16) : new Grid(8, 8));
    }

    @Test
    void theReleasedLoopTakesItsPassesFromABuffer() {
        Objective literal = Objective.Released.by(new Evaluation.Literal());
        SpectralSolver.Adam adam = SpectralSolver.Adam.direct(literal).withAccumulate(4);
        SegmentMethod loop =
                new SegmentMethod.Spectral(SpectralConfig.of(adam.withSteps(5)).withChannels(4));
        try (DiffusionReader small = reader(32, FEW);
                Scope s = Scope.open()) {
            Grouping found =
                    loop.group(small.read(Pixels.of(photo())), new RegionCount.Fixed(2), 0);
            assertThat(found.features()).hasSize(64 * 4);
        }
    }

    @Test
    void theStreamDecidesLevelAndNoise() {
        try (Scope s = Scope.open()) {
            DiffusionReading reading = reader.read(Pixels.of(photo()));
            float[] one = queries(reading.draw(SplitMix.of(1, 2)));
            assertThat(queries(reading.draw(SplitMix.of(1, 2)))).containsExactly(one);
            assertThat(queries(reading.draw(SplitMix.of(1, 3)))).isNotEqualTo(one);
            assertThat(reading.draw(SplitMix.of(1, 2))).hasSize(16);
        }
    }

    private static float[] queries(List<AttentionLayer> layers) {
        return Plain.floats(layers.get(3).q());
    }

    @Test
    void aReadingOutlivesTheScopeOfItsFeatures() {
        try (Scope s = Scope.open()) {
            DiffusionReading reading = reader.read(Pixels.of(photo()));
            float[] features;
            try (Scope inner = Scope.open()) {
                features = reading.features();
            }
            assertThat(reading.features()).isSameAs(features).hasSize(64 * 8);
            assertThat(reading.keys()).hasSize(64 * 8);
            assertThat(reading.lastAttention()).hasSize(64 * 64);
        }
    }

    @Test
    void readingLeavesNothingBehind() {
        Segmenter fast = Segmenter.of(reader, SpectralConfig.fast().withChannels(4));
        fast.segment(photo());
        long before = Pointer.totalCount();
        fast.segment(photo());
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {48, 1024})
    void aSideThatDoesNotSuitIsRefused(int side) {
        assertThatThrownBy(() -> reader(side, FEW))
                .isInstanceOf(UserError.class)
                .hasMessageMatching(
                        side == 48 ? ".*multiple of 32.*" : ".*256 x 256 places.*384 pixels.*");
    }

    @Test
    void levelsBeyondTheScheduleAreRefused() {
        assertThatThrownBy(() -> new Look(500, 500, 1)).hasMessageContaining("500 to 500");
        assertThatThrownBy(() -> new Look(0, 1001, 1)).hasMessageContaining("1001");
        assertThatThrownBy(() -> new Look(0, 10, 0)).hasMessageContaining("0 draws");
    }
}
