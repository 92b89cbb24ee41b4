package org.symbiosis.nested.latents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbiosis.UserError;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.LoaderConfig.OnCorrupt;
import org.symbiosis.nested.latents.LatentsConfig.Flips;
import org.symbiosis.nested.latents.LatentsConfig.Storage;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Shapes;
import org.symbiosis.testing.ToyImages;
import org.symbiosis.train.Progress;

class LatentCacheTest {
    private static final ToyImages TOYS = new ToyImages(10, 2, 16, 3);
    private static final LatentPyramid PYRAMID = LatentPyramid.tiny(4);
    private static final LatentsConfig CONFIG =
            new LatentsConfig(PYRAMID, Reduction.standard(), 40, Flips.BOTH, Storage.FLOAT, 4);

    @TempDir private Path temp;

    private static LatentStore build(Path folder, ImageSource source, long encoderSeed) {
        try (VisualEncoder encoder = ToyEncoder.of(encoderSeed)) {
            return LatentCache.build(
                    folder,
                    source,
                    CONFIG,
                    encoder,
                    new PixelCodec(),
                    OnCorrupt.SKIP,
                    Progress.SILENT);
        }
    }

    @Test
    void holdsEveryLevelOfEveryReadableImage() {
        try (Scope s = Scope.open();
                LatentStore store = build(temp, TOYS, 1)) {
            assertThat(store.size()).isEqualTo(9);
            int[] rows = {8, 0, 3};
            int[] views = {0, 1, 0};
            assertThat(store.index(3)).isEqualTo(4);
            assertThat(store.label(8)).isEqualTo(1);
            assertThat(Shapes.of(store.semantic(1, rows, views))).containsExactly(3, 16, 1, 1);
            assertThat(Shapes.of(store.semantic(2, rows, views))).containsExactly(3, 8, 2, 2);
            assertThat(Shapes.of(store.semantic(4, rows, views))).containsExactly(3, 4, 4, 4);
            Tensor z1 = PYRAMID.first().draw(store.image(rows, views));
            assertThat(Shapes.of(z1)).containsExactly(3, 3, 16, 16);
            assertThat(z1.min().item_float()).isGreaterThanOrEqualTo(-1);
        }
    }

    @Test
    void latentsHaveUnitSizeAndBelongToTheirImages() throws IOException {
        try (Scope s = Scope.open();
                LatentStore store = build(temp, TOYS, 1);
                VisualEncoder encoder = ToyEncoder.of(1)) {
            double rms = Math.sqrt(store.all(1).square().mean().item_double());
            assertThat(rms).isCloseTo(1, within(1e-4));
            HierarchyEncoder hierarchy = new HierarchyEncoder(PYRAMID, encoder);
            float[] pixels = SquareImage.of(TOYS.read(7), 16).values();
            Tensor image = Plain.tensor(pixels, 1, 3, 16, 16);
            int[] row = {6}; // image 3 cannot be read
            List<Tensor> own = hierarchy.latents(image, store.reducers());
            List<Tensor> mirrored = hierarchy.latents(image.flip(3), store.reducers());
            for (int level = 4; level >= 2; level--) {
                int side = PYRAMID.side(level);
                assertThat(Plain.floats(store.semantic(side, row, new int[] {0})))
                        .containsExactly(Plain.floats(own.get(4 - level)), within(1e-4f));
                assertThat(Plain.floats(store.semantic(side, row, new int[] {1})))
                        .containsExactly(Plain.floats(mirrored.get(4 - level)), within(1e-4f));
            }
        }
    }

    @Test
    void theEncodersVectorsComeBackFromTopLatents() throws IOException {
        LatentPyramid whole = new LatentPyramid(2, 32, 16, 8, new FirstLatent.Pixels(4));
        try (Scope s = Scope.open();
                VisualEncoder encoder = ToyEncoder.of(1);
                LatentStore store =
                        LatentCache.build(
                                temp,
                                new ToyImages(40, 2, 16),
                                LatentsConfig.of(whole),
                                encoder,
                                new PixelCodec(),
                                OnCorrupt.FAIL,
                                Progress.SILENT)) {
            float[] pixels = SquareImage.of(new ToyImages(40, 2, 16).read(7), 16).values();
            Tensor own =
                    new HierarchyEncoder(whole, encoder)
                            .vectors(Plain.tensor(pixels, 1, 3, 16, 16), 2)
                            .flatten(1, -1);
            Tensor back = store.reducers().vectors(store.all(1));
            assertThat(Plain.floats(back.select(0, 7)))
                    .containsExactly(Plain.floats(own), within(5e-3f)); // cached in 16 bits
            assertThat(Neighbours.of(own, back, 1, Neighbours.Metric.COSINE).rows()[0])
                    .containsExactly(7);
        }
    }

    @Test
    void goesOnWhereItWasCutOff() throws IOException {
        Path once = temp.resolve("once");
        Path twice = temp.resolve("twice");
        build(once, TOYS, 1).close();
        Path blocked = Files.createDirectories(twice.resolve(".shard-00001.safetensors.part"));
        Files.createFile(blocked.resolve("full"));
        assertThatThrownBy(() -> build(twice, TOYS, 1))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("cannot write")
                .hasMessageContaining("free some space");
        assertThatThrownBy(() -> LatentStore.open(twice))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("shard 2 of 3 is missing");
        Files.delete(blocked.resolve("full"));
        Files.delete(blocked);
        var first = Files.getLastModifiedTime(twice.resolve("shard-00000.safetensors"));
        build(twice, TOYS, 1).close();
        assertThat(Files.getLastModifiedTime(twice.resolve("shard-00000.safetensors")))
                .isEqualTo(first);
        for (int k = 0; k < 3; k++) {
            assertThat(LatentShard.in(twice, k)).hasSameBinaryContentAs(LatentShard.in(once, k));
        }
    }

    @Test
    void refusesAnotherEncoderOtherImagesAndMissingLevels() {
        build(temp, TOYS, 1).close();
        assertThatThrownBy(() -> build(temp, TOYS, 2))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("another encoder");
        assertThatThrownBy(() -> build(temp, new ToyImages(9, 2, 16), 1))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("other images (10 of toys, not 9 of toys)");
        try (LatentStore store = LatentStore.open(temp)) {
            LatentsIdentity ours = store.identity();
            List<Integer> sides = List.of(1, 2, 4);
            store.require(ours, sides);
            LatentsIdentity dino = new LatentsIdentity("abc", "dino", "pixels", ours.reducers());
            assertThatThrownBy(() -> store.require(dino, sides))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("not dino abc");
            Map<Integer, String> refitted = new HashMap<>(ours.reducers());
            refitted.put(4, "abc");
            LatentsIdentity other =
                    new LatentsIdentity(ours.encoder(), "toy", ours.codec(), refitted);
            assertThatThrownBy(() -> store.require(other, sides))
                    .hasMessageContaining("another fit of the reduction for the 4 x 4 level");
            store.require(other, List.of(1, 2));
            assertThat(other.semantic(List.of(1, 2))).isEqualTo(ours.semantic(List.of(1, 2)));
            assertThat(other.semantic(sides)).isNotEqualTo(ours.semantic(sides));
            LatentsIdentity vae =
                    new LatentsIdentity(ours.encoder(), "toy", "vae", ours.reducers());
            assertThatThrownBy(() -> store.require(vae, sides))
                    .hasMessageContaining("another autoencoder");
            assertThat(vae.semantic(sides)).isEqualTo(ours.semantic(sides));
            assertThat(vae.whole(sides)).isNotEqualTo(ours.whole(sides));
            store.require(new LatentShape(4, 4, 2));
            assertThatThrownBy(() -> store.require(new LatentShape(2, 8, 2)))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("no latents of 2 x 8 x 8");
        }
    }

    @Test
    void refusesAnEncoderThatCannotFillTheLevelsBeforeItWritesAnything() {
        Path folder = temp.resolve("refused");
        LatentPyramid wide = new LatentPyramid(2, 64, 16, 8, new FirstLatent.Pixels(4));
        LatentPyramid fine = new LatentPyramid(5, 16, 16, 8, new FirstLatent.Pixels(4));
        assertRefused(folder, wide, ToyEncoder.of(1), "toy has 32 channels, and the top level");
        assertRefused(folder, fine, ToyEncoder.of(1), "has 4 x 4 cells, and level 2 wants 8 x 8");
        assertRefused(folder, PYRAMID, new NoEncoder(), "a pyramid of 4 levels needs an encoder");
        assertThat(folder).doesNotExist();
    }

    private static void assertRefused(
            Path folder, LatentPyramid pyramid, VisualEncoder encoder, String words) {
        LatentsConfig config = LatentsConfig.of(pyramid);
        try (encoder) {
            assertThatThrownBy(
                            () ->
                                    LatentCache.build(
                                            folder,
                                            TOYS,
                                            config,
                                            encoder,
                                            new PixelCodec(),
                                            OnCorrupt.SKIP,
                                            Progress.SILENT))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining(words);
        }
    }
}
