package org.symbiosis.app.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.symbiosis.UserError;

/**
 * Disk.
 *
 * @param folder where the program was started: runs go there unless told otherwise
 * @param free bytes there
 * @param cache where the engine's libraries are unpacked
 * @param cacheFree bytes there
 * @param cacheSize bytes the engine takes there
 */
public record Space(String folder, long free, String cache, long cacheFree, long cacheSize) {
    static Space of(Path folder) {
        try {
            Path here = folder.toAbsolutePath().normalize();
            Path cache = Loader.getCacheDir().toPath();
            return new Space(
                    here.toString(),
                    Files.getFileStore(here).getUsableSpace(),
                    cache.toString(),
                    Files.getFileStore(cache).getUsableSpace(),
                    size(cache));
        } catch (IOException | UncheckedIOException e) {
            throw UserError.failed(
                    "cannot look at the disk (" + e.getMessage() + ")",
                    "check the rights of " + folder + " and of the engine's cache",
                    e);
        }
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum();
        }
    }
}
