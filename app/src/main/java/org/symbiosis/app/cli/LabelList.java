package org.symbiosis.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.symbiosis.UserError;

/** Names as users give them: a list with commas, or a file with one on each line. */
final class LabelList {
    private LabelList() {}

    /**
     * The names, in order, each once.
     *
     * @throws UserError when there is none, or the file cannot be read
     */
    static List<String> of(String text) {
        List<String> names =
                lines(text).map(String::strip).filter(n -> !n.isEmpty()).distinct().toList();
        if (names.isEmpty()) {
            throw UserError.usage(
                    "--labels " + text + " holds no name", "give names as cat,dog or a file");
        }
        return names;
    }

    private static Stream<String> lines(String text) {
        Path file = file(text);
        if (file == null) {
            return Arrays.stream(text.split(",", -1));
        }
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw UserError.failed(
                    "cannot read " + file, "give a text file with one name on each line", e);
        }
    }

    private static Path file(String text) {
        try {
            Path path = Path.of(text);
            return Files.isRegularFile(path) ? path : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }
}
