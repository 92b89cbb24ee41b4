package org.symbiosis;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Files that are either whole or not there: written under a temporary name beside the target,
 * flushed to the disk, and moved over it.
 */
public final class AtomicFile {
    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Body {
        /** Writes everything to the channel, which starts empty. */
        void writeTo(FileChannel out) throws IOException;
    }

    private AtomicFile() {}

    /**
     * Creates or replaces {@code target}; folders above it are made.
     *
     * @throws UserError when the file cannot be written; an older file of that name is then
     *     unchanged and nothing else is left behind
     */
    public static void write(Path target, Body body) {
        Path absolute = target.toAbsolutePath();
        Path temporary = absolute.resolveSibling("." + absolute.getFileName() + ".part");
        try {
            Files.createDirectories(absolute.getParent());
            try (FileChannel out =
                    FileChannel.open(
                            temporary,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE)) {
                body.writeTo(out);
                out.force(true);
            }
            Files.move(
                    temporary,
                    absolute,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw UserError.failed(
                    "cannot write " + target + " (" + reason(e) + ")",
                    "free some space or choose another place; what was there is unchanged",
                    e);
        } finally {
            discard(temporary);
        }
    }

    /** Creates or replaces {@code target} with these bytes. */
    public static void write(Path target, byte[] content) {
        write(
                target,
                out -> {
                    java.nio.ByteBuffer left = java.nio.ByteBuffer.wrap(content);
                    while (left.hasRemaining()) {
                        out.write(left);
                    }
                });
    }

    private static void discard(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            // The write's own outcome matters more than a left-over of a disk that fails.
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
