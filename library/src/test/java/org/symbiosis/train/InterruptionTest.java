package org.symbiosis.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A training that is killed at any moment and resumed ends as one that ran through. */
class InterruptionTest {
    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void killedAtRandomMomentsAndResumedItEqualsAnUnbrokenRun(int workers) throws Exception {
        long seed = System.nanoTime();
        System.out.println("kills of " + workers + " workers from seed " + seed);
        Random random = new Random(seed);
        Path whole = folder.resolve("whole");
        try (ChildTraining child = ChildTraining.start(whole, workers, 0)) {
            assertThat(child.awaitEnd()).isEqualTo("FINISHED");
        }
        Path broken = folder.resolve("broken");
        for (int kill = 0; kill < 2; kill++) {
            try (ChildTraining child = ChildTraining.start(broken, workers, 20)) {
                child.awaitSteps(9 + random.nextInt(10));
                Thread.sleep(random.nextInt(40));
                child.kill();
            }
            assertThat(broken.resolve("model.safetensors")).doesNotExist();
        }
        try (ChildTraining child = ChildTraining.start(broken, workers, 0)) {
            assertThat(child.awaitEnd()).as("seed %d", seed).isEqualTo("FINISHED");
        }
        assertSame(whole, broken, seed);
    }

    @ParameterizedTest
    @ValueSource(ints = 2)
    void askedToEndItSavesFirstAndResumesFromThere(int workers) throws Exception {
        Path whole = folder.resolve("whole");
        SmallTraining.run(whole, SmallTraining.recipe(workers), Progress.SILENT);
        Path broken = folder.resolve("broken");
        try (ChildTraining child = ChildTraining.start(broken, workers, 20)) {
            child.awaitSteps(13);
            child.terminate();
            assertThat(child.awaitEnd()).isIn("INTERRUPTED", "step 13", "step 14", "step 15");
        }
        List<String> saved = names(broken.resolve("checkpoints"));
        String lastSaved = saved.get(saved.size() - 1);
        long lines = Files.readAllLines(broken.resolve("metrics.jsonl")).size();
        assertThat(lastSaved)
                .isEqualTo("step-%08d.safetensors".formatted(lines))
                .isGreaterThanOrEqualTo("step-00000013.safetensors");
        SmallTraining.run(broken, SmallTraining.recipe(workers), Progress.SILENT);
        assertSame(whole, broken, 0);
    }

    private static void assertSame(Path whole, Path broken, long seed) throws IOException {
        for (String name : List.of("metrics.jsonl", "model.safetensors", "ema.safetensors")) {
            assertThat(broken.resolve(name))
                    .as("seed %d", seed)
                    .hasSameBinaryContentAs(whole.resolve(name));
        }
        assertThat(names(broken.resolve("checkpoints")))
                .isEqualTo(names(whole.resolve("checkpoints")));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            return list.map(p -> p.getFileName().toString()).sorted().toList();
        }
    }
}
