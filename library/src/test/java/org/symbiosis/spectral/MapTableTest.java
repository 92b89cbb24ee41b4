package org.symbiosis.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbiosis.UserError;

class MapTableTest {
    private static final long RUN = 17;

    @TempDir Path folder;

    private static MapTable.Entry entry(float value) {
        float[] v = {value, -value};
        return new MapTable.Entry((long) value, 1, v, v, v, new float[] {value / 2, 0});
    }

    private static MapTable begin(Path file) {
        MapTable table = MapTable.open(file, 3, 2, RUN);
        for (int i = 0; i < 3; i++) {
            table.put(i, entry(i));
        }
        table.begun();
        return table;
    }

    @Test
    void keepsWhatWasEntered() {
        Path file = folder.resolve("maps");
        try (MapTable table = begin(file)) {
            table.commit(new int[] {2, 0}, new MapTable.Entry[] {entry(7), entry(8)});
        }
        try (MapTable table = MapTable.open(file, 3, 2, RUN)) {
            assertThat(table.iterations()).isEqualTo(1);
            assertThat(table.get(2).values()).containsExactly(7, -7);
            assertThat(table.get(0).average()).containsExactly(4, 0);
            assertThat(table.get(0).steps()).isEqualTo(8);
            assertThat(table.get(1).values()).containsExactly(1, -1);
        }
    }

    @Test
    void aMinibatchThatWasNotedButNotEnteredIsEnteredOnOpening() throws IOException {
        Path file = folder.resolve("maps");
        Path died = folder.resolve("died");
        try (MapTable table = begin(file)) {
            Files.copy(file, died);
            table.commit(new int[] {1}, new MapTable.Entry[] {entry(9)});
            Files.copy(folder.resolve("maps.next"), folder.resolve("died.next"));
        }
        try (MapTable table = MapTable.open(died, 3, 2, RUN)) {
            assertThat(table.iterations()).isEqualTo(1);
            assertThat(table.get(1).values()).containsExactly(9, -9);
        }
        assertThat(folder.resolve("died.next")).doesNotExist();
    }

    @Test
    void firstValuesThatWereCutShortAreNotTakenForARun() {
        Path file = folder.resolve("maps");
        MapTable.open(file, 3, 2, RUN).close();
        try (MapTable table = MapTable.open(file, 3, 2, RUN)) {
            assertThat(table.isBegun()).isFalse();
        }
    }

    @Test
    void aTableOfAnotherRunIsRefused() {
        Path file = folder.resolve("maps");
        begin(file).close();
        assertThatThrownBy(() -> MapTable.open(file, 3, 2, RUN + 1))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("other images or other settings");
        assertThatThrownBy(() -> MapTable.open(file, 4, 2, RUN)).isInstanceOf(UserError.class);
    }
}
