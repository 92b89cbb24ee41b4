package org.symbiosis.app.nested;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbiosis.UserError;
import org.symbiosis.data.rooms.RoomsSource;
import org.symbiosis.data.rooms.RoomsSources;

class CaptionBookTest {
    @TempDir private Path folder;

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    @Test
    void linesAndCocoAreReadTogether() throws IOException {
        String lines = file("a.txt", "x/1.png\tone\n\n1.png\tany one\n2.png\ttwo\n");
        String coco =
                file(
                        "b.json",
                        """
                        {"images": [{"id": 7, "file_name": "3.jpg"}],
                         "annotations": [{"image_id": 7, "caption": "three"},
                                         {"image_id": 7, "caption": "a third"},
                                         {"image_id": 8, "caption": "of no image"}]}
                        """);
        CaptionBook book = CaptionBook.read(lines + "," + coco);
        assertThat(book.of("x/1.png")).containsExactly("one");
        assertThat(book.of("y/1.png")).containsExactly("any one");
        assertThat(book.of("val2014/3.jpg")).containsExactly("three", "a third");
        assertThat(book.of(List.of("2.png", "4.png"), "images"))
                .containsExactly(List.of("two"), List.of());
        assertThatThrownBy(() -> book.of(List.of("4.png"), "my images"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("holds no caption of my images");
    }

    @Test
    void roomsHaveTheirOwn() {
        String location = "rooms:objects?n=3&size=32";
        CaptionBook book = CaptionBook.read(location);
        try (RoomsSource rooms = RoomsSources.open(location)) {
            assertThat(book.of(rooms.path(2))).containsExactly(rooms.caption(2));
        }
        assertThat(book.of("chair/9999999")).isEmpty();
    }
}
