package org.symbiosis.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Image files of some store, found by their paths, decoded when read. */
final class StoredImages implements ImageSource {
    /** Where the bytes lie. Safe for use by several threads. */
    interface Store extends AutoCloseable {
        byte[] bytes(int i) throws IOException;

        @Override
        default void close() {}
    }

    private static final int MOST_BYTES = 1 << 28;

    private final String name;
    private final List<String> paths;
    private final ClassFolders folders;
    private final Store store;
    private final ImageDecoder decoder;

    StoredImages(String name, List<String> paths, Store store, ImageDecoder decoder) {
        this.name = name;
        this.paths = List.copyOf(paths);
        this.folders = ClassFolders.of(paths);
        this.store = store;
        this.decoder = decoder;
    }

    /** A whole file. */
    static byte[] bytes(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("it is a folder");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return bytes(in);
        } catch (NoSuchFileException e) {
            throw new IOException("it does not exist, or is a link that leads nowhere", e);
        } catch (AccessDeniedException e) {
            throw new IOException("access denied", e);
        }
    }

    /** Everything there is, unless it is more than any image: a few bytes may unpack to many. */
    static byte[] bytes(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new IOException("more than " + (MOST_BYTES >> 20) + " MB");
        }
        return bytes;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int size() {
        return paths.size();
    }

    @Override
    public String path(int i) {
        return paths.get(i);
    }

    @Override
    public int label(int i) {
        return folders.labels()[i];
    }

    @Override
    public List<String> classes() {
        return folders.classes();
    }

    @Override
    public Picture read(int i) throws IOException {
        byte[] bytes;
        try {
            bytes = store.bytes(i);
        } catch (IOException e) {
            throw new IOException(path(i) + ": cannot be read (" + e.getMessage() + ")", e);
        }
        return decoder.decode(path(i), bytes);
    }

    @Override
    public void close() {
        store.close();
    }
}
