package org.symbiosis.tensor;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.AtomicFile;
import org.symbiosis.UserError;

/** Several numpy arrays by name in one file: {@code .npz}, a zip archive of {@link Npy} files. */
public final class Npz implements AutoCloseable {
    private static final String SUFFIX = ".npy";

    private final Path path;
    private final ZipFile zip;

    private Npz(Path path, ZipFile zip) {
        this.path = path;
        this.zip = zip;
    }

    /**
     * Opens a file; no array is read yet.
     *
     * @throws UserError when there is no such file, or it is no zip archive
     */
    public static Npz open(Path path) {
        if (!Files.exists(path)) {
            throw UserError.failed("there is no file " + path, "check the path");
        }
        try {
            return new Npz(path, new ZipFile(path.toFile()));
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static UserError unreadable(Path path, IOException e) {
        return UserError.failed(
                "cannot read " + path + " (" + e.getMessage() + ")",
                "take a whole .npz file of plain numbers, or write it again with numpy.savez",
                e);
    }

    /** Names of the arrays in the order of the file. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        zip.stream()
                .map(ZipEntry::getName)
                .filter(n -> n.endsWith(SUFFIX))
                .forEach(n -> names.add(n.substring(0, n.length() - SUFFIX.length())));
        return names;
    }

    /**
     * An array, of its own number format, row-major; owned by the caller's scope.
     *
     * @throws UserError when there is none of this name, or it is damaged or no plain numbers
     */
    public Tensor read(String name) {
        ZipEntry entry = zip.getEntry(name + SUFFIX);
        if (entry == null) {
            throw UserError.failed(
                    path + " holds no array '" + name + "'", "it holds " + names() + " only");
        }
        try (var in = zip.getInputStream(entry);
                var channel = Channels.newChannel(in)) {
            return Npy.read(channel, entry.getSize(), path);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /**
     * Writes arrays in their own number formats, replacing the file as a whole.
     *
     * @throws UserError when the file cannot be written; an older one is then unchanged
     */
    public static void write(Path path, Map<String, Tensor> arrays) {
        AtomicFile.write(
                path,
                out -> {
                    try (ZipOutputStream zip =
                            new ZipOutputStream(new Unclosed(Channels.newOutputStream(out)))) {
                        for (Map.Entry<String, Tensor> e : arrays.entrySet()) {
                            zip.putNextEntry(new ZipEntry(e.getKey() + SUFFIX));
                            Tensor values = e.getValue();
                            NpyHeader header =
                                    NpyHeader.of(values.scalar_type(), Shapes.of(values));
                            Npy.write(Channels.newChannel(zip), header, values);
                            zip.closeEntry();
                        }
                    }
                });
    }

    /** Leaves the file open, which its owner flushes to the disk. */
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
