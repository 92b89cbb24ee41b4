package org.symbiosis.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbiosis.UserError;
import org.symbiosis.data.Batches.Position;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.LoaderConfig;
import org.symbiosis.data.MemoryImages;
import org.symbiosis.decay.Mae;
import org.symbiosis.decay.MaeMethod;
import org.symbiosis.decay.MaeRecipe;
import org.symbiosis.decay.MaeTraining;
import org.symbiosis.tensor.Safetensors;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;

class CheckpointTest {
    private static final ModelIdentity IDENTITY = new ModelIdentity("mae", "{\"a\":1}");

    @TempDir Path folder;

    /** Parts of a training that has not begun. */
    private static final class Fresh implements AutoCloseable {
        private final Mae model;
        private final Optimizer optimizer;
        private final Ema ema;

        Fresh(long seed) {
            Seed.set(seed);
            model = new Mae(SmallTraining.recipe(1).model());
            optimizer =
                    OptimizerConfig.AdamW.ofMae()
                            .create(ParameterGroup.decayed(model.parameters(), 0.05));
            ema = new Ema(model);
        }

        Checkpoint.Parts parts() {
            return new Checkpoint.Parts(new MaeMethod(model), optimizer, ema);
        }

        @Override
        public void close() {
            ema.close();
            optimizer.close();
            model.close();
        }
    }

    private static Checkpoint.Place place(long step) {
        return new Checkpoint.Place(step, new Position(3, 14), 15, "7-abc");
    }

    private Path saved() {
        Path path = folder.resolve("c.safetensors");
        try (Scope s = Scope.open();
                Fresh fresh = new Fresh(1)) {
            Checkpoint.save(path, fresh.parts(), place(9), IDENTITY);
        }
        return path;
    }

    @Test
    void everythingComesBack() {
        Path path = saved();
        try (Scope s = Scope.open();
                Fresh one = new Fresh(1);
                Fresh other = new Fresh(2)) {
            Seed.set(77);
            assertThat(Checkpoint.place(path)).isEqualTo(place(9));
            Checkpoint.load(path, other.parts(), IDENTITY);
            one.model
                    .state()
                    .forEach(
                            (name, t) ->
                                    assertThat(t.equal(other.model.state().get(name)))
                                            .as(name)
                                            .isTrue());
            one.ema
                    .state()
                    .forEach(
                            (name, t) -> assertThat(t.equal(other.ema.state().get(name))).isTrue());
        }
    }

    @Test
    void savedTwiceItHasTheSameBytes() throws Exception {
        byte[] once = Files.readAllBytes(saved());
        assertThat(Files.readAllBytes(saved())).isEqualTo(once);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 100, -1, -4000})
    void aTruncatedOneIsRefusedWithTheMend(int length) throws Exception {
        Path path = saved();
        byte[] whole = Files.readAllBytes(path);
        int keep = length >= 0 ? length : whole.length + length;
        Files.write(path, Arrays.copyOf(whole, keep));
        assertRefused(
                path,
                IDENTITY,
                "the checkpoint "
                        + path
                        + " is truncated or damaged: remove it, and --resume goes on from the one"
                        + " before it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "format | symbiosis-model | is no checkpoint of a training: give a run's folder",
                "version | 2 | was written by a newer version of Symbiosis: update Symbiosis",
                "version | x | was written by a newer version of Symbiosis: update Symbiosis",
                "kind | gan | holds a model of kind 'gan', not 'mae': resume it with the command",
                "config | {} | belongs to a model of another configuration: resume with the run's",
                "step | many | does not note where its training stood: remove it",
            })
    void notesThatDoNotFitAreRefused(String note, String value, String message) {
        Path path = saved();
        try (Scope s = Scope.open();
                Safetensors file = Safetensors.open(path)) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            file.tensors().forEach((name, t) -> tensors.put(name, t.clone()));
            Map<String, String> notes = new LinkedHashMap<>(file.metadata());
            notes.put(note, value);
            Safetensors.write(path, tensors, notes);
        }
        assertRefused(path, IDENTITY, path + " " + message);
    }

    private static void assertRefused(Path path, ModelIdentity identity, String message) {
        try (Scope s = Scope.open();
                Fresh fresh = new Fresh(1)) {
            assertThatThrownBy(
                            () -> {
                                Checkpoint.place(path);
                                Checkpoint.load(path, fresh.parts(), identity);
                            })
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining(message)
                    .message()
                    .doesNotContain("\n");
        }
    }

    @Test
    void onAFullDiskTheOldCheckpointSurvives() throws Exception {
        long bytes = Files.size(saved());
        try (FileSystem disk =
                        Jimfs.newFileSystem(
                                Configuration.unix().toBuilder()
                                        .setMaxSize(bytes * 3 / 2)
                                        .setBlockSize(512)
                                        .build());
                Scope s = Scope.open();
                Fresh fresh = new Fresh(1)) {
            Path old = disk.getPath("/run/checkpoints/step-00000005.safetensors");
            Path next = disk.getPath("/run/checkpoints/step-00000010.safetensors");
            Checkpoint.save(old, fresh.parts(), place(5), IDENTITY);
            byte[] before = Files.readAllBytes(old);
            for (Path target : new Path[] {next, old}) {
                assertThatThrownBy(
                                () -> Checkpoint.save(target, fresh.parts(), place(10), IDENTITY))
                        .isInstanceOf(UserError.class)
                        .hasMessageContaining("cannot write " + target)
                        .hasMessageContaining("free some space");
            }
            assertThat(Files.readAllBytes(old)).isEqualTo(before);
            try (Stream<Path> left = Files.list(old.getParent())) {
                assertThat(left).containsExactly(old);
            }
        }
    }

    @Test
    void aResumedRunInsistsOnItsOwnImages() {
        Path path = folder.resolve("run");
        MaeRecipe recipe = SmallTraining.recipe(1);
        SmallTraining.run(path, recipe, Progress.SILENT);
        try (RunDirectory run = RunDirectory.resume(path)) {
            assertThatThrownBy(
                            () ->
                                    MaeTraining.run(
                                            recipe,
                                            new MemoryImages(60, 20),
                                            LoaderConfig.OnCorrupt.SKIP,
                                            run,
                                            Progress.SILENT))
                    .isInstanceOf(UserError.class)
                    .hasMessage(
                            "the images are not those that "
                                    + path
                                    + " was trained on (10 batches an epoch, not 7): give the same"
                                    + " --data, or start a new run");
        }
    }

    @Test
    void asManyImagesOfOtherNamesAreOtherImages() {
        Path path = folder.resolve("run");
        MaeRecipe recipe = SmallTraining.recipe(1);
        SmallTraining.run(path, recipe, Progress.SILENT);
        ImageSource renamed =
                new MemoryImages(43, 20, 3, 17, 40) {
                    @Override
                    public String path(int i) {
                        return "other/" + super.path(i);
                    }
                };
        try (RunDirectory run = RunDirectory.resume(path)) {
            assertThatThrownBy(
                            () ->
                                    MaeTraining.run(
                                            recipe,
                                            renamed,
                                            LoaderConfig.OnCorrupt.SKIP,
                                            run,
                                            Progress.SILENT))
                    .isInstanceOf(UserError.class)
                    .hasMessage(
                            "the images are not those that "
                                    + path
                                    + " was trained on (others by number, name or class): give the"
                                    + " same --data, or start a new run");
        }
    }

    @Test
    void aResumedRunInsistsOnItsOwnRecipe() {
        Path path = folder.resolve("run");
        MaeRecipe recipe = SmallTraining.recipe(1);
        SmallTraining.run(path, recipe, Progress.SILENT);
        assertThatThrownBy(() -> SmallTraining.run(path, recipe.withSeed(8), Progress.SILENT))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("belongs to a model of another configuration");
    }
}
