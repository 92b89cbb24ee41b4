package org.symbiosis.app.reproduce;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.symbiosis.AtomicFile;
import org.symbiosis.UserError;
import org.symbiosis.config.Configs;

/**
 * The folder of one repetition of a row. What it is of is noted before anything else, and what came
 * of it in the end: an interrupted table goes on where it was, and what was made by other settings
 * or from other images is never taken for this.
 *
 * @param folder where the training lies, and its results beside it
 */
record Remembered(Path folder) {
    private static final String IDENTITY = "identity.txt";

    /**
     * The folder of a repetition, begun or not.
     *
     * @param identity all that its results depend on
     * @throws UserError when there is something else in it
     */
    static Remembered in(Path folder, String identity) {
        Path note = folder.resolve(IDENTITY);
        if (Files.exists(note)) {
            if (!read(note).equals(identity)) {
                throw other(folder);
            }
            return new Remembered(folder);
        }
        if (!isEmpty(folder)) {
            throw other(folder);
        }
        AtomicFile.write(note, identity.getBytes(StandardCharsets.UTF_8));
        return new Remembered(folder);
    }

    /** Whether it is certain that nothing of another command lies there. */
    private static boolean isEmpty(Path folder) {
        if (!Files.exists(folder)) {
            return true;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            throw UserError.failed("cannot read " + folder, "check its rights", e);
        }
    }

    private static UserError other(Path folder) {
        return UserError.usage(
                folder + " holds a result of another configuration or of other images",
                "choose another folder by --out, or remove it");
    }

    /**
     * A result: as it was found before, or found now and noted.
     *
     * @param name of its file
     */
    <T> T result(String name, Class<T> type, Supplier<T> work) {
        Path file = folder.resolve(name);
        if (Files.exists(file)) {
            return Configs.fromJson(read(file), type);
        }
        T result = work.get();
        AtomicFile.write(file, Configs.json(result).getBytes(StandardCharsets.UTF_8));
        return result;
    }

    /** The score of the repetition. */
    <T> T score(Class<T> type, Supplier<T> work) {
        return result("score.json", type, work);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw UserError.failed("cannot read " + file, "remove it to measure again", e);
        }
    }
}
