package org.symbiosis.eval.intrinsic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symbiosis.UserError;
import org.symbiosis.data.Picture;
import org.symbiosis.data.Planes;
import org.symbiosis.data.SplitMix;
import org.symbiosis.data.lit.AlbedoTruth;
import org.symbiosis.data.lit.LightnessJudgements;
import org.symbiosis.data.lit.LightnessJudgements.Comparison;
import org.symbiosis.data.lit.LightnessJudgements.Place;
import org.symbiosis.data.lit.LightnessJudgements.Verdict;
import org.symbiosis.data.lit.LitScenes;
import org.symbiosis.data.lit.MemoryScenes;
import org.symbiosis.data.lit.Srgb;

class IntrinsicScoresTest {
    @TempDir Path folder;

    private static float[] noise(int key) {
        SplitMix r = SplitMix.of(key);
        float[] x = new float[3 * 10 * 12];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) r.u(-1, 1);
        }
        return x;
    }

    @Test
    void aPictureIsLikeItself() {
        for (Correction c : Correction.values()) {
            Similarity same = Similarity.of(noise(1), noise(1), 12, 10, c);
            assertThat(same.rmse()).isCloseTo(0, within(1e-7));
            assertThat(same.ssim()).isCloseTo(1, within(1e-9));
        }
    }

    @Test
    void correctionsUndoWhatTheyAreFor() {
        float[] y = noise(2);
        float[] dimmed = new float[y.length];
        float[] shifted = new float[y.length];
        for (int i = 0; i < y.length; i++) {
            dimmed[i] = (y[i] / 2 + 0.5f) * 0.4f * 2 - 1;
            shifted[i] = y[i] + 0.3f;
        }
        assertThat(Similarity.of(dimmed, y, 12, 10, Correction.SCALE).rmse()).isLessThan(1e-6);
        assertThat(Similarity.of(dimmed, y, 12, 10, Correction.SHIFT).rmse()).isGreaterThan(0.1);
        assertThat(Similarity.of(shifted, y, 12, 10, Correction.SHIFT).rmse()).isLessThan(1e-6);
        assertThat(Similarity.of(shifted, y, 12, 10, Correction.RAW).rmse())
                .isCloseTo(0.3, within(1e-6));
    }

    @Test
    void tooSmallPicturesAreRefused() {
        assertThatThrownBy(() -> Similarity.of(new float[90], new float[90], 6, 5, Correction.RAW))
                .hasMessageContaining("7 x 7");
    }

    @Test
    void pairsNeverShowTheSameLightOrScene() {
        MemoryScenes scenes = new MemoryScenes(4, 5, 8);
        RelightPairs pairs = RelightPairs.draw(scenes, 3, 9);
        assertThat(pairs.pairs()).hasSize(60);
        assertThat(pairs.hasOwnReferences()).isFalse();
        for (RelightPairs.Pair p : pairs.pairs()) {
            assertThat(p.target()).isNotEqualTo(p.light());
            assertThat(p.reference()).isNotEqualTo(p.scene());
            assertThat(p.referenceLight()).isEqualTo(p.target());
        }
        assertThat(RelightPairs.draw(scenes, 3, 9)).isEqualTo(pairs);
        assertThat(RelightPairs.draw(scenes, 3, 10)).isNotEqualTo(pairs);
        assertThat(RelightPairs.draw(new MemoryScenes(1, 5, 8), 1, 0).hasOwnReferences()).isTrue();
    }

    /** Lights 0 and 1 are everywhere, all others the scene's own. */
    private record OwnLights(MemoryScenes all) implements LitScenes {
        @Override
        public String name() {
            return all.name();
        }

        @Override
        public int size() {
            return all.size();
        }

        @Override
        public String scene(int s) {
            return all.scene(s);
        }

        @Override
        public int lights(int s) {
            return all.lights(s);
        }

        @Override
        public String light(int s, int l) {
            return all.light(s, l);
        }

        @Override
        public Optional<String> meaning(int s, int l) {
            return all.meaning(s, l).filter(m -> l < 2);
        }

        @Override
        public Picture read(int s, int l) throws IOException {
            return all.read(s, l);
        }
    }

    @Test
    void lightsOfOneSceneAreNoTargetsWhereThereAreOthers() {
        RelightPairs pairs = RelightPairs.draw(new OwnLights(new MemoryScenes(3, 4, 8)), 5, 9);
        assertThat(pairs.hasOwnReferences()).isFalse();
        assertThat(pairs.pairs())
                .hasSize(60)
                .allMatch(p -> p.target() < 2 && p.referenceLight() == p.target());
        assertThat(RelightPairs.draw(new OwnLights(new MemoryScenes(1, 4, 8)), 5, 9).pairs())
                .anyMatch(p -> p.target() > 1 && p.reference() == p.scene());
    }

    @Test
    void pairsAreReadBack() throws IOException {
        MemoryScenes scenes = new MemoryScenes(4, 5, 8);
        RelightPairs pairs = RelightPairs.draw(scenes, 2, 1);
        Path file = folder.resolve("pairs.csv");
        pairs.write(file);
        assertThat(RelightPairs.read(file, scenes)).isEqualTo(pairs);
        assertThatThrownBy(() -> RelightPairs.read(file, new MemoryScenes(3, 5, 8)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no table of pairs for these scenes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "round,scene | first line",
                "H | holds no pair",
                "H;-1,0,1,2,3,2 | negative round",
                "H;0,0,1,2,3,2;2,0,1,2,3,2 | no pair is of round 1",
                "H;0,0,1,2,3 | is not 6 numbers",
                "H;0,0,1,2,3,x | x"
            })
    void tablesThatAreNoPairsAreRefused(String lines, String reason) throws IOException {
        Path file = folder.resolve("pairs.csv");
        String head = "round,scene,light,target,reference,reference_light";
        Files.writeString(file, lines.replace("H", head).replace(';', '\n') + "\n");
        assertThatThrownBy(() -> RelightPairs.read(file, new MemoryScenes(4, 5, 8)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no table of pairs for these scenes")
                .hasMessageContaining(reason);
    }

    @Test
    void theErrorOfAMeanIsThatOverRounds() {
        RelightScores scores = new RelightScores(2);
        float[] y = new float[3 * 49];
        float[] near = new float[y.length];
        float[] far = new float[y.length];
        Arrays.fill(near, 0.1f);
        Arrays.fill(far, 0.3f);
        scores.add(0, near, y, 7, 7);
        scores.add(1, far, y, 7, 7);
        assertThat(scores.rmse(Correction.RAW).value()).isCloseTo(0.2, within(1e-6));
        assertThat(scores.rmse(Correction.RAW).error()).isCloseTo(0.1, within(1e-6));
    }

    /** Two halves, the right one twice as light. */
    private static final LightnessJudgements JUDGED =
            new LightnessJudgements(
                    List.of(
                            new Comparison(
                                    new Place(0.1, 0.5),
                                    new Place(0.9, 0.5),
                                    Verdict.FIRST_DARKER,
                                    3),
                            new Comparison(
                                    new Place(0.1, 0.1), new Place(0.2, 0.9), Verdict.EQUAL, 1)),
                    0);

    private static Reflectance halves(double left, double right) {
        double[] rgb = new double[3 * 8];
        for (int i = 0; i < 8; i++) {
            for (int c = 0; c < 3; c++) {
                rgb[3 * i + c] = i % 4 < 2 ? left : right;
            }
        }
        return new Reflectance(4, 2, rgb);
    }

    @Test
    void disagreementIsWeighted() {
        assertThat(Whdr.of(halves(0.3, 0.6), JUDGED).at(0.1)).hasValue(0);
        assertThat(Whdr.of(halves(0.6, 0.3), JUDGED).at(0.1)).hasValue(0.75);
        assertThat(Whdr.of(halves(0.3, 0.6), JUDGED).at(1.5)).hasValue(0.75);
        assertThat(Whdr.of(halves(0.6, 0.3), JUDGED).at(0.1, Whdr.Pairs.EQUAL)).hasValue(0);
        assertThat(Whdr.of(halves(0.6, 0.3), JUDGED).at(0.1, Whdr.Pairs.UNEQUAL)).hasValue(1);
        LightnessJudgements none = new LightnessJudgements(List.of(), 4);
        assertThat(Whdr.of(halves(1, 1), none).at(0.1)).isEmpty();
    }

    @Test
    void theThresholdIsTuned() {
        List<Whdr> faint =
                IntStream.range(0, 3).mapToObj(i -> Whdr.of(halves(0.5, 0.52), JUDGED)).toList();
        double delta = Whdr.tune(faint).orElseThrow();
        assertThat(delta).isLessThan(0.04);
        assertThat(Whdr.mean(faint, delta, Whdr.Pairs.ALL)).hasValue(0);
        assertThat(Whdr.mean(faint, 0.1, Whdr.Pairs.ALL)).hasValue(0.75);
    }

    @Test
    void aScaledAlbedoIsWithoutError() {
        AlbedoTruth truth = new MemoryScenes(1, 2, 8).albedo(0).orElseThrow();
        float[] half = new float[3 * 64];
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < 64; i++) {
                half[c * 64 + i] = (float) Srgb.encode(truth.linear()[3 * i + c]) / 2;
            }
        }
        assertThat(AlbedoError.scaled(new Planes(8, 8, half), truth)).isLessThan(1e-6);
        float[] grey = new float[half.length];
        Arrays.fill(grey, 0.5f);
        assertThat(AlbedoError.scaled(new Planes(8, 8, grey), truth)).isGreaterThan(0.1);
    }

    @Test
    void whatDoesNotChangeHasNoDeviation() {
        Planes a = new Planes(1, 1, new float[] {0.2f, 0.4f, 0.6f});
        Planes b = new Planes(1, 1, new float[] {0.4f, 0.4f, 0.6f});
        assertThat(Stability.deviation(List.of(a, a))).isCloseTo(0, within(1e-9));
        assertThat(Stability.deviation(List.of(a, b))).isCloseTo(0.1 / 3, within(1e-7));
    }
}
