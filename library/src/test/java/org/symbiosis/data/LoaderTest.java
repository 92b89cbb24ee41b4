package org.symbiosis.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbiosis.UserError;
import org.symbiosis.data.Batches.Position;
import org.symbiosis.data.LoaderConfig.OnCorrupt;

@Timeout(60)
class LoaderTest {
    private static final Preparation AUGMENTED =
            new Preparation(
                    List.of(
                            new Transform.RandomResizedCrop(
                                    8, 0.2, 1, Transform.RandomResizedCrop.Tries.TEN),
                            new Transform.RandomFlip(0.5)),
                    Normalisation.HALF);

    private static LoaderConfig training(int batch) {
        return LoaderConfig.training(batch, 9, OnCorrupt.SKIP);
    }

    private static Loader open(ImageSource source, LoaderConfig config, Position start) {
        return new Loader(source, AUGMENTED, config, start);
    }

    private static List<Batch> take(Loader loader, int count) {
        return IntStream.range(0, count).mapToObj(i -> loader.next()).toList();
    }

    private static void assertSame(List<Batch> one, List<Batch> other) {
        assertThat(other).hasSameSizeAs(one);
        for (int i = 0; i < one.size(); i++) {
            assertThat(other.get(i).indices()).as("batch %d", i).isEqualTo(one.get(i).indices());
            assertThat(other.get(i).labels()).as("batch %d", i).isEqualTo(one.get(i).labels());
            assertThat(other.get(i).pixels()).as("batch %d", i).isEqualTo(one.get(i).pixels());
        }
    }

    @Test
    void theNumberOfThreadsDoesNotMatter() {
        MemoryImages source = new MemoryImages(23, 12, 4, 20);
        try (Loader one = open(source, training(5).withThreads(1), Position.START);
                Loader five = open(source, training(5).withThreads(5), Position.START)) {
            assertSame(take(one, 14), take(five, 14));
        }
    }

    @Test
    void anotherSeedGivesAnotherOrder() {
        MemoryImages source = new MemoryImages(40, 12);
        LoaderConfig other = LoaderConfig.training(20, 10, OnCorrupt.SKIP);
        try (Loader a = open(source, training(20), Position.START);
                Loader b = open(source, other, Position.START)) {
            assertThat(a.next().indices()).isNotEqualTo(b.next().indices());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5, 23, 50})
    void takenUpAnywhereTheSameBatchesFollow(int batch) {
        MemoryImages source = new MemoryImages(23, 12, 0, 7, 22);
        List<Batch> all = new ArrayList<>();
        List<Position> places = new ArrayList<>(List.of(Position.START));
        try (Loader loader = open(source, training(batch), Position.START)) {
            for (int i = 0; i < 16; i++) {
                all.add(loader.next());
                places.add(loader.position());
            }
        }
        for (int i = 0; i < 12; i++) {
            try (Loader loader = open(source, training(batch), places.get(i))) {
                assertSame(all.subList(i, i + 4), take(loader, 4));
            }
        }
    }

    @Test
    void anEpochShowsEachImageAtMostOnceAndLeavesAnIncompleteBatchOut() {
        try (Loader loader = open(new MemoryImages(23, 12), training(5), Position.START)) {
            assertThat(loader.perEpoch()).isEqualTo(4);
            for (int epoch = 0; epoch < 3; epoch++) {
                TreeSet<Integer> seen = new TreeSet<>();
                for (Batch b : take(loader, 4)) {
                    assertThat(b.size()).isEqualTo(5);
                    assertThat(b.pixels()).hasSize(5 * 3 * 8 * 8);
                    Arrays.stream(b.indices()).forEach(i -> assertThat(seen.add(i)).isTrue());
                }
                assertThat(seen).hasSize(20);
                assertThat(loader.position()).isEqualTo(new Position(epoch, 20));
            }
        }
    }

    @Test
    void epochsDifferInOrderAndAugmentation() {
        MemoryImages source = new MemoryImages(6, 12);
        try (Loader loader = open(source, training(6), Position.START)) {
            Batch first = loader.next();
            Batch second = loader.next();
            assertThat(second.indices()).isNotEqualTo(first.indices());
            assertThat(second.indices()).containsExactlyInAnyOrder(first.indices());
            assertThat(image(second, 0)).isNotEqualTo(image(first, 0));
        }
    }

    private static float[] image(Batch batch, int index) {
        int at = IntStream.range(0, batch.size()).filter(i -> batch.indices()[i] == index).sum();
        int values = 3 * batch.height() * batch.width();
        return Arrays.copyOfRange(batch.pixels(), at * values, (at + 1) * values);
    }

    @Test
    void damagedImagesAreReplacedAndCounted() {
        MemoryImages source = new MemoryImages(12, 12, 1, 2, 11);
        try (Loader loader = open(source, training(4), Position.START)) {
            for (Batch b : take(loader, 6)) {
                assertThat(b.size()).isEqualTo(4);
                assertThat(b.indices()).doesNotContain(1, 2, 11);
            }
            assertThat(loader.corrupt()).containsExactly(1, 2, 11);
            assertThat(loader.unreadable()).isEqualTo(3);
        }
    }

    @Test
    void aBatchAsLargeAsTheDataSurvivesADamagedImage() {
        try (Loader loader = open(new MemoryImages(5, 12, 3), training(64), Position.START)) {
            for (Batch b : take(loader, 3)) {
                assertThat(b.indices()).containsExactlyInAnyOrder(0, 1, 2, 4);
            }
            assertThat(loader.position().epoch()).isEqualTo(2);
        }
    }

    @Test
    void strictLoadingStopsAtTheFirstDamagedImage() {
        MemoryImages source = new MemoryImages(5, 12, 3);
        LoaderConfig strict = LoaderConfig.training(5, 0, OnCorrupt.FAIL);
        try (Loader loader = open(source, strict, Position.START)) {
            assertThatThrownBy(loader::next)
                    .isInstanceOf(UserError.class)
                    .hasMessage(
                            "made-up pictures: 003.png: damaged on purpose: mend or remove the"
                                    + " file, or leave out --strict to skip such files");
        }
    }

    @Test
    void nothingButDamagedImagesIsAnError() {
        MemoryImages source = new MemoryImages(3, 12, 0, 1, 2);
        for (LoaderConfig config : List.of(training(2), LoaderConfig.evaluation(2))) {
            try (Loader loader = open(source, config, Position.START)) {
                assertThat(loader.hasNext()).isTrue();
                assertThatThrownBy(loader::next)
                        .isInstanceOf(UserError.class)
                        .hasMessageContaining("not one of the 3 images in made-up pictures")
                        .hasMessageContaining("the first is 000.png");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 7, 8, 64})
    void evaluationShowsAllReadableImagesOnceInOrder(int batch) {
        // The last ones are damaged, so that the end has to be foreseen.
        MemoryImages source = new MemoryImages(16, 12, 0, 5, 12, 13, 14, 15);
        List<Integer> seen = new ArrayList<>();
        try (Loader loader = open(source, LoaderConfig.evaluation(batch), Position.START)) {
            while (loader.hasNext()) {
                Arrays.stream(loader.next().indices()).forEach(seen::add);
            }
        }
        assertThat(seen).containsExactly(1, 2, 3, 4, 6, 7, 8, 9, 10, 11);
    }

    @Test
    void anEmptySourceIsRefused() {
        assertThatThrownBy(() -> open(new MemoryImages(0, 4), training(2), Position.START))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("made-up pictures holds no image");
    }

    @Test
    void imagesOfDifferentSizesNeedACrop() {
        ImageSource mixed =
                new MemoryImages(2, 8) {
                    @Override
                    public Picture read(int i) throws IOException {
                        return i == 0 ? super.read(0) : new Picture(9, 8, 1, new byte[72]);
                    }
                };
        Preparation none = new Preparation(List.of(), Normalisation.NONE);
        try (Loader loader = new Loader(mixed, none, LoaderConfig.evaluation(2), Position.START)) {
            assertThatThrownBy(loader::next)
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("(8 x 8, 9 x 8)")
                    .hasMessageContaining("end the preparation's transforms with a crop");
        }
    }

    @Test
    void aCacheReadsEachImageOnceAndKeepsToItsBudget() throws IOException {
        MemoryImages source = new MemoryImages(10, 10);
        CachedSource cached = new CachedSource(source, 4 * 300 + 299);
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 10; i++) {
                assertThat(cached.read(i).samples()).isEqualTo(source.read(i).samples());
            }
        }
        // Four fit: they are read once, the other six each time; 30 reads are the comparison's.
        assertThat(source.reads()).isEqualTo(30 + 4 + 3 * 6);
        assertThat(cached.classes()).isEqualTo(source.classes());
    }
}
