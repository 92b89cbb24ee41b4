package org.symbiosis.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardEventsTest {
    @TempDir Path folder;

    private void log(long lastStep, long from, long to) {
        try (TensorBoardEvents events = new TensorBoardEvents(folder, lastStep)) {
            for (long step = from; step <= to; step++) {
                events.write(step, Map.of("loss", 1.0 / step));
            }
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            return list.sorted().toList();
        }
    }

    /** What a crash leaves: the file of another process, so that a new one is begun. */
    private Path renamed() throws IOException {
        Path old = files().get(0);
        return Files.move(old, folder.resolve("events.out.tfevents.1.1"));
    }

    private List<Long> steps() throws IOException {
        List<Long> steps = new ArrayList<>();
        for (Path file : files()) {
            EventReader.read(file).stream()
                    .filter(e -> !e.scalars().isEmpty())
                    .forEach(e -> steps.add(e.step()));
        }
        return steps;
    }

    @Test
    void recordsAreReadBack() throws IOException {
        try (TensorBoardEvents events = new TensorBoardEvents(folder, 0)) {
            events.write(300, Map.of("loss", 0.25));
            events.image(1L << 40, "crops", 2, 1, new byte[] {1, 2, 3});
        }
        List<EventReader.Event> events = EventReader.read(files().get(0));
        assertThat(events).hasSize(3);
        assertThat(events.get(0).version()).isEqualTo("brain.Event:2");
        assertThat(events.get(1).step()).isEqualTo(300);
        assertThat(events.get(1).scalars()).containsExactly(Map.entry("loss", 0.25f));
        assertThat(events.get(2).step()).isEqualTo(1L << 40);
        assertThat(events.get(2).pictures()).containsExactly("crops [1, 2, 3]");
    }

    @Test
    void aResumedRunShowsEachStepOnce() throws IOException {
        log(0, 1, 400);
        renamed();
        log(250, 251, 410);
        assertThat(files()).hasSize(2);
        assertThat(steps())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 410).boxed().toList());
    }

    @Test
    void aRecordCutShortByACrashGoes() throws IOException {
        log(0, 1, 5);
        Path old = renamed();
        byte[] whole = Files.readAllBytes(old);
        for (int cut : new int[] {whole.length - 1, whole.length - 5, whole.length - 30}) {
            Files.write(old, Arrays.copyOf(whole, cut));
            EventRecords.forgetAfter(folder, 100);
            assertThat(steps()).containsExactly(1L, 2L, 3L, 4L);
        }
    }

    @Test
    void whatFollowsADamagedRecordGoes() throws IOException {
        log(0, 1, 5);
        Path old = renamed();
        Files.write(old, new byte[40], StandardOpenOption.APPEND);
        EventRecords.forgetAfter(folder, 100);
        assertThat(steps()).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void aRunThatBeginsAgainForgetsAll() throws IOException {
        log(0, 1, 5);
        renamed();
        log(0, 1, 2);
        assertThat(steps()).containsExactly(1L, 2L);
    }
}
