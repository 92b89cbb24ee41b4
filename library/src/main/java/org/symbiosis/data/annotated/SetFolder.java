package org.symbiosis.data.annotated;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.symbiosis.UserError;

/** Files of a data set on the disk, and what is said when they are not as they should be. */
final class SetFolder {
    private SetFolder() {}

    /** The folder, which must be there. */
    static Path folder(Path path, String set) {
        if (!Files.isDirectory(path)) {
            throw UserError.usage("there is no folder " + path, set + " needs it");
        }
        return path;
    }

    /** The file, which must be there. */
    static Path file(Path path, String set) {
        if (!Files.isRegularFile(path)) {
            throw UserError.usage("there is no file " + path, set + " needs it");
        }
        return path;
    }

    /**
     * A file name from an annotation, which may be anything, as a path inside the folder.
     *
     * @param source the annotation, for messages
     */
    static String inside(Path folder, String name, Path source) {
        try {
            Path base = folder.toAbsolutePath().normalize();
            Path there = base.resolve(name).normalize();
            if (there.startsWith(base) && !there.equals(base)) {
                return base.relativize(there).toString();
            }
        } catch (InvalidPathException e) {
            throw contradiction(source, "'" + name + "' is no file name");
        }
        throw contradiction(source, "'" + name + "' leads out of " + folder);
    }

    /** Names of the folder's files that end so, sorted. */
    static List<String> names(Path folder, String... suffixes) {
        try (Stream<Path> list = Files.list(folder)) {
            return list.map(p -> p.getFileName().toString())
                    .filter(n -> !n.startsWith(".") && Stream.of(suffixes).anyMatch(n::endsWith))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw UserError.failed("cannot list " + folder, "check its access rights", e);
        }
    }

    /** Lines of a text file without blank ones. */
    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw UserError.failed(
                    "cannot read " + file + " (" + e.getMessage() + ")",
                    "it should be a list of names, one a line",
                    e);
        }
    }

    /** A file says something that cannot be. */
    static UserError contradiction(Path file, String what) {
        return UserError.failed(file + ": " + what, "fetch the annotations again");
    }
}
