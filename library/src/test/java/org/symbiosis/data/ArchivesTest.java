package org.symbiosis.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbiosis.UserError;

@Timeout(60)
class ArchivesTest {
    @TempDir Path folder;

    private static Map<String, byte[]> images() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("./set/dog/z.png", Encoded.png(8, 6));
        files.put("./set/cat/b.png", Encoded.png(9, 6));
        files.put("./set/cat/a.png", Encoded.png(10, 6));
        files.put("./set/notes.txt", "text".getBytes(StandardCharsets.US_ASCII));
        files.put("./__MACOSX/cat/a.png", new byte[3]);
        return files;
    }

    private Path write(String name, Map<String, byte[]> files) throws IOException {
        Path path = folder.resolve(name);
        byte[] bytes = name.endsWith(".zip") ? zip(files) : tar(files);
        try (OutputStream file = Files.newOutputStream(path);
                OutputStream out = compressed(name, file)) {
            out.write(bytes);
        }
        return path;
    }

    private static OutputStream compressed(String name, OutputStream file) throws IOException {
        return name.endsWith("gz")
                ? new GZIPOutputStream(file)
                : name.endsWith("xz") ? new XZCompressorOutputStream(file) : file;
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> e : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(e.getKey().replaceFirst("^\\./", "")));
                zip.write(e.getValue());
            }
        }
        return out.toByteArray();
    }

    private static byte[] tar(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            for (Map.Entry<String, byte[]> e : files.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(e.getKey(), true);
                entry.setSize(e.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(e.getValue());
                tar.closeArchiveEntry();
            }
        }
        return out.toByteArray();
    }

    private static List<String> paths(ImageSource source) {
        return IntStream.range(0, source.size()).mapToObj(source::path).toList();
    }

    private static void assertRefused(Path path, String message) {
        assertThatThrownBy(() -> ImageSources.open(path.toString()).close())
                .isInstanceOf(UserError.class)
                .hasMessageContaining(message)
                .message()
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.zip", "a.tar", "a.tar.gz", "A.TGZ", "a.tar.xz", "a.txz"})
    void anArchiveIsReadLikeAFolder(String name) throws IOException {
        try (ImageSource source =
                ImageSources.open(write(name.toLowerCase(Locale.ROOT), images()).toString())) {
            assertThat(paths(source))
                    .containsExactly("set/cat/a.png", "set/cat/b.png", "set/dog/z.png");
            assertThat(source.classes()).containsExactly("cat", "dog");
            assertThat(source.read(0).width()).isEqualTo(10);
            assertThat(source.read(2).width()).isEqualTo(8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.zip", "a.tar"})
    void oneFolderOfAnArchiveCanBeChosen(String name) throws IOException {
        Path path = write(name, images());
        try (ImageSource source = ImageSources.open(path + "!set/cat")) {
            assertThat(paths(source)).containsExactly("set/cat/a.png", "set/cat/b.png");
        }
        assertThatThrownBy(() -> ImageSources.open(path + "!/bird"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no images in " + path + "!bird/ (5 entries)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x.png", "a/../../x.png", "/etc/x.png", "..\\x.png", "a\\..\\x.txt"})
    void entriesThatPointOutsideAreRefused(String entry) throws IOException {
        for (String name : List.of("a.zip", "a.tar")) {
            Map<String, byte[]> files = images();
            files.put(entry, Encoded.png(2, 2));
            Path path = write(name, files);
            assertRefused(path, "points outside the archive: do not trust this archive");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.tar", "a.tar.gz", "a.tar.xz", "a.zip"})
    void aTruncatedArchiveIsRefused(String name) throws IOException {
        Path path = write(name, images());
        byte[] whole = Files.readAllBytes(path);
        for (double part : new double[] {0.2, 0.45}) {
            Files.write(path, Arrays.copyOf(whole, (int) (whole.length * part)));
            assertRefused(path, "cannot read the archive " + path);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.tar.gz", "a.tar.xz", "a.zip"})
    void whatIsNoArchiveIsRefused(String name) throws IOException {
        Path path = Files.write(folder.resolve(name), new byte[3000]);
        assertRefused(path, "it is truncated or damaged; make or download it again");
    }

    @Test
    void damagedHeadersOfATarAreRefusedOrReadButNothingElse() throws IOException {
        Path path = write("a.tar", images());
        byte[] whole = Files.readAllBytes(path);
        SplitMix random = SplitMix.of(8);
        for (int round = 0; round < 200; round++) {
            byte[] damaged = whole.clone();
            for (int i = 0; i < 3; i++) {
                damaged[512 * random.below(whole.length / 512) + random.below(512)] =
                        (byte) random.next();
            }
            Files.write(path, damaged);
            try (ImageSource source = ImageSources.open(path.toString())) {
                assertThat(source.size()).isPositive();
            } catch (UserError e) {
                assertThat(e).hasMessageContaining(path.toString());
            }
        }
    }

    @Test
    void anEntryThatUnpacksToFarTooMuchIsLeftOut() throws IOException {
        Path path = folder.resolve("bomb.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
            zip.putNextEntry(new ZipEntry("a.png"));
            zip.write(Encoded.png(8, 6));
            zip.putNextEntry(new ZipEntry("bomb.png"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 257; i++) {
                zip.write(zeros);
            }
        }
        assertThat(Files.size(path)).isLessThan(1 << 20);
        try (ImageSource source = ImageSources.open(path.toString())) {
            assertThat(source.read(0).width()).isEqualTo(8);
            assertThatThrownBy(() -> source.read(1))
                    .isInstanceOf(IOException.class)
                    .hasMessage("bomb.png: cannot be read (more than 256 MB)");
        }
    }

    @Test
    void aTarThatClaimsMoreThanTheMemoryIsRefused() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out);
        TarArchiveEntry entry = new TarArchiveEntry("huge.png");
        entry.setSize(7L << 30);
        tar.putArchiveEntry(entry);
        tar.write(new byte[4096]);
        tar.flush();
        Path path = Files.write(folder.resolve("huge.tar"), out.toByteArray());
        assertRefused(path, "unpack it, or make it a zip, which is read in place");
    }

    @Test
    void cifarInsideATarIsSortedByName() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int batch : new int[] {2, 1}) {
            byte[] record = new byte[3073];
            record[0] = (byte) batch;
            files.put("cifar/data_batch_" + batch + ".bin", record);
        }
        files.put("cifar/test_batch.bin", new byte[3073]);
        try (ImageSource source = ImageSources.open(write("c.tar.gz", files).toString())) {
            assertThat(source.size()).isEqualTo(2);
            assertThat(source.label(0)).isEqualTo(1);
            assertThat(source.label(1)).isEqualTo(2);
        }
    }
}
