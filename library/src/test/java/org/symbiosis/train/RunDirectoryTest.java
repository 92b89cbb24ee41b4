package org.symbiosis.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbiosis.UserError;

class RunDirectoryTest {
    @TempDir Path folder;

    @Test
    void aNewRunDoesNotOverwriteAnOldOne() throws IOException {
        Path path = folder.resolve("run");
        try (RunDirectory run = RunDirectory.create(path)) {
            Files.createFile(run.metrics());
        }
        assertThatThrownBy(() -> RunDirectory.create(path))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        path
                                + " already holds a training: continue it with --resume "
                                + path
                                + ", or choose another folder");
        Files.delete(path.resolve("metrics.jsonl"));
        Files.createFile(path.resolve("checkpoints/step-00000005.safetensors"));
        assertThatThrownBy(() -> RunDirectory.create(path))
                .hasMessageContaining("already holds a training");
    }

    @Test
    void onlyARunIsResumed() throws IOException {
        assertThatThrownBy(() -> RunDirectory.resume(folder.resolve("none")))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "there is no run at "
                                + folder.resolve("none")
                                + ": check the path of --resume");
        Path photos = Files.createDirectory(folder.resolve("photos"));
        assertThatThrownBy(() -> RunDirectory.resume(photos))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(photos + " is not the folder of a training")
                .hasMessageContaining("checkpoints");
        assertThat(photos).isEmptyDirectory();
    }

    @Test
    void onlyARunOfItsOwnGoesOnByResume() {
        Path path = folder.resolve("own");
        try (RunDirectory run = RunDirectory.create(path)) {
            assertThat(run.mend()).isEqualTo("; continue with --resume " + path);
        }
        try (RunDirectory part = RunDirectory.createOrResume(path)) {
            assertThat(part.mend()).isEmpty(); // what it belongs to says more
        }
    }

    @Test
    void onlyOneTrainingHoldsIt() {
        Path path = folder.resolve("run");
        try (RunDirectory run = RunDirectory.create(path)) {
            assertThatThrownBy(() -> RunDirectory.resume(run.path()))
                    .isInstanceOf(UserError.class)
                    .hasMessage(
                            path
                                    + " is being trained by another process: wait for it, or choose"
                                    + " another folder");
        }
        try (RunDirectory run = RunDirectory.resume(path)) {
            assertThat(run.isResumed()).isTrue();
        }
    }

    @Test
    void anotherProcessIsKeptOutWhileOneTrains() throws Exception {
        Path path = folder.resolve("run");
        try (ChildTraining child = ChildTraining.start(path, 1, 50)) {
            child.awaitSteps(1);
            assertThatThrownBy(() -> RunDirectory.resume(path))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("is being trained by another process");
            child.kill();
        }
        RunDirectory.resume(path).close();
    }

    @Test
    void theLastCheckpointsStay() throws IOException {
        try (RunDirectory run = RunDirectory.create(folder.resolve("run"))) {
            for (long step : new long[] {5, 10, 100, 99_999_999, 123_456_789}) {
                Files.createFile(run.checkpoint(step));
            }
            Files.createFile(folder.resolve("run/checkpoints/notes.txt"));
            run.retain(3);
            assertThat(run.checkpoints())
                    .containsExactly(
                            run.checkpoint(100),
                            run.checkpoint(99_999_999),
                            run.checkpoint(123_456_789));
            assertThat(folder.resolve("run/checkpoints/notes.txt")).exists();
        }
    }

    @Test
    void whatAKilledSaveLeftGoes() throws IOException {
        Path path = folder.resolve("run");
        RunDirectory.create(path).close();
        Path part = path.resolve("checkpoints/.step-00000005.safetensors.part");
        Files.writeString(part, "half");
        Files.writeString(path.resolve(".model.safetensors.part"), "half");
        try (RunDirectory run = RunDirectory.resume(path)) {
            assertThat(run.checkpoints()).isEmpty();
            assertThat(part).doesNotExist();
            assertThat(path.resolve(".model.safetensors.part")).doesNotExist();
        }
    }

    @Test
    void aPlaceThatCannotBeAFolderIsNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> RunDirectory.create(file))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("cannot use " + file)
                .hasMessageContaining("choose a folder that can be written to");
    }
}
