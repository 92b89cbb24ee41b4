package org.symbiosis.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.symbiosis.UserError;

/**
 * Images inside zip and tar archives, read without unpacking.
 *
 * <p>A zip is read in place. A tar, compressed or not, is read through once and its images' own
 * bytes, compressed as they are, stay in memory.
 */
final class Archives {
    private static final long MAX_MEMORY = 1L << 31;

    private Archives() {}

    /** Whether a file of this name is an archive that can be read. */
    static boolean isName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".zip") || isTar(lower);
    }

    private static boolean isTar(String lower) {
        return lower.endsWith(".tar")
                || lower.endsWith(".tar.gz")
                || lower.endsWith(".tgz")
                || lower.endsWith(".tar.xz")
                || lower.endsWith(".txz");
    }

    /** An image's path and its bytes. */
    private record Held(String path, byte[] bytes) {
        static final Comparator<Held> BY_PATH = Comparator.comparing(Held::path);
    }

    /**
     * Opens an archive.
     *
     * @param within only images below this folder; empty for all
     */
    static ImageSource open(Path path, String within, ImageDecoder decoder) {
        try {
            return path.toString().toLowerCase(Locale.ROOT).endsWith(".zip")
                    ? zip(path, within, decoder)
                    : tar(path, within, decoder);
        } catch (IOException | IllegalArgumentException e) { // the latter from damaged headers
            throw UserError.failed(
                    "cannot read the archive " + path + " (" + e.getMessage() + ")",
                    "it is truncated or damaged; make or download it again",
                    e);
        }
    }

    private static ImageSource zip(Path path, String within, ImageDecoder decoder)
            throws IOException {
        ZipFile zip = new ZipFile(path.toFile());
        List<ZipEntry> entries = new ArrayList<>();
        try {
            zip.stream()
                    .filter(e -> wanted(path, e.getName(), e.isDirectory(), within))
                    .sorted(Comparator.comparing(ZipEntry::getName))
                    .forEach(entries::add);
            List<String> paths = entries.stream().map(ZipEntry::getName).toList();
            ImageSources.requireImages(path + inside(within), paths, zip.size() + " entries");
            return new StoredImages(
                    path + inside(within), paths, new ZipStore(zip, entries), decoder);
        } catch (RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private record ZipStore(ZipFile zip, List<ZipEntry> entries) implements StoredImages.Store {
        @Override
        public byte[] bytes(int i) throws IOException {
            try (InputStream in = zip.getInputStream(entries.get(i))) {
                return StoredImages.bytes(in);
            }
        }

        @Override
        public void close() {
            try {
                zip.close();
            } catch (IOException e) {
                throw UserError.failed("cannot close " + zip.getName(), "check the disk", e);
            }
        }
    }

    private static ImageSource tar(Path path, String within, ImageDecoder decoder)
            throws IOException {
        List<Held> held = new ArrayList<>();
        List<Held> cifar = new ArrayList<>();
        int entries = 0;
        long bytes = 0;
        try (Tar in = new Tar(stream(path))) {
            for (TarArchiveEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
                entries++;
                boolean image = e.isFile() && wanted(path, e.getName(), false, within);
                if (image || e.isFile() && isCifarTraining(e.getName())) {
                    bytes += e.getSize();
                    checkMemory(path, bytes);
                    (image ? held : cifar).add(new Held(strip(e.getName()), whole(in, e)));
                }
            }
            if (!in.endSeen) {
                throw new IOException("it lacks its end");
            }
        }
        if (held.isEmpty() && !cifar.isEmpty()) {
            cifar.sort(Held.BY_PATH);
            return Cifar.open(path.toString(), cifar.stream().map(Held::bytes).toList());
        }
        held.sort(Held.BY_PATH);
        List<String> paths = held.stream().map(Held::path).toList();
        ImageSources.requireImages(path + inside(within), paths, entries + " entries");
        return new StoredImages(path + inside(within), paths, i -> held.get(i).bytes(), decoder);
    }

    /**
     * Notes whether the mark of the end was there: a cut between two entries shows by nothing else.
     */
    private static final class Tar extends TarArchiveInputStream {
        private boolean endSeen;

        Tar(InputStream in) {
            super(in);
        }

        @Override
        protected boolean isEOFRecord(byte[] record) {
            boolean end = record != null && super.isEOFRecord(record);
            endSeen |= end;
            return end || record == null;
        }
    }

    private static InputStream stream(Path path) throws IOException {
        String lower = path.toString().toLowerCase(Locale.ROOT);
        InputStream file = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
        if (lower.endsWith("gz")) {
            return new GZIPInputStream(file, 1 << 16);
        }
        return lower.endsWith("xz") ? new XZCompressorInputStream(file) : file;
    }

    private static byte[] whole(InputStream in, TarArchiveEntry e) throws IOException {
        byte[] bytes = in.readNBytes(Math.toIntExact(e.getSize()));
        if (bytes.length != e.getSize()) {
            throw new IOException("it ends within " + e.getName());
        }
        return bytes;
    }

    private static void checkMemory(Path path, long bytes) {
        long most = Math.min(MAX_MEMORY, Runtime.getRuntime().maxMemory() * 3 / 4);
        if (bytes > most) {
            throw UserError.failed(
                    "the images in " + path + " take more than " + (most >> 20) + " MB of memory",
                    "unpack it, or make it a zip, which is read in place");
        }
    }

    private static boolean isCifarTraining(String name) {
        String file = name.substring(name.lastIndexOf('/') + 1);
        return file.matches("data_batch_\\d\\.bin|train\\.bin");
    }

    /** Whether an entry is an image below {@code within}; a path that climbs out is refused. */
    private static boolean wanted(Path path, String name, boolean folder, String within) {
        String plain = name.replace('\\', '/');
        if (plain.startsWith("/") || List.of(plain.split("/", -1)).contains("..")) {
            throw UserError.failed(
                    path + " holds the entry '" + name + "', which points outside the archive",
                    "do not trust this archive; make it again without such entries");
        }
        String clean = strip(plain);
        return !folder
                && ImageDecoder.isImage(clean)
                && !ImageSources.isHidden(clean)
                && clean.startsWith(within);
    }

    private static String strip(String name) {
        return name.startsWith("./") ? name.substring(2) : name;
    }

    private static String inside(String within) {
        return within.isEmpty() ? "" : "!" + within;
    }
}
