package org.symbiosis.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbiosis.UserError;

/** CIFAR and IDX. */
class BinariesTest {
    @TempDir Path folder;

    private static void assertRefused(Path path, String message) {
        assertThatThrownBy(() -> ImageSources.open(path.toString()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(path.toString())
                .hasMessageContaining(message);
    }

    /** Records of label bytes and 32 x 32 planes; record i is filled with 10 i + channel. */
    private static byte[] cifar(int labelBytes, int... labels) {
        ByteBuffer out = ByteBuffer.allocate(labels.length * (labelBytes + 3072));
        for (int i = 0; i < labels.length; i++) {
            out.put(new byte[labelBytes - 1]).put((byte) labels[i]);
            for (int c = 0; c < 3; c++) {
                byte[] plane = new byte[1024];
                Arrays.fill(plane, (byte) (10 * i + c));
                plane[33] = 99; // second pixel of the second row
                out.put(plane);
            }
        }
        return out.array();
    }

    @Test
    void cifar10IsRead() throws IOException {
        Path path = Files.write(folder.resolve("test_batch.bin"), cifar(1, 3, 9));
        try (ImageSource source = ImageSources.open(path.toString())) {
            assertThat(source.size()).isEqualTo(2);
            assertThat(source.classes()).hasSize(10).startsWith("airplane").endsWith("truck");
            assertThat(source.label(1)).isEqualTo(9);
            Picture picture = source.read(1);
            byte[] samples = (byte[]) picture.samples();
            assertThat(Arrays.copyOf(samples, 6)).containsExactly(10, 11, 12, 10, 11, 12);
            assertThat(samples[3 * 33 + 1]).isEqualTo((byte) 99);
            assertThat(source.path(1)).isEqualTo("000001");
        }
    }

    @Test
    void cifar100TakesTheFineLabel() throws IOException {
        Path path = Files.write(folder.resolve("train.bin"), cifar(2, 99, 4, 42));
        try (ImageSource source = ImageSources.open(path.toString())) {
            assertThat(source.classes()).hasSize(100).contains("class-07", "class-99");
            assertThat(source.label(0)).isEqualTo(99);
            assertThat(source.label(2)).isEqualTo(42);
        }
    }

    @Test
    void aFolderOfBatchesIsOneSourceWithoutItsTestBatch() throws IOException {
        Files.write(folder.resolve("data_batch_2.bin"), cifar(1, 2));
        Files.write(folder.resolve("data_batch_1.bin"), cifar(1, 1, 7));
        Files.write(folder.resolve("test_batch.bin"), cifar(1, 5));
        try (ImageSource source = ImageSources.open(folder.toString())) {
            assertThat(source.size()).isEqualTo(3);
            assertThat(source.label(1)).isEqualTo(7);
            assertThat(source.label(2)).isEqualTo(2);
            assertThat(((byte[]) source.read(2).samples())[0]).isZero();
        }
    }

    @Test
    void damagedCifarIsRefused() throws IOException {
        Path path = folder.resolve("data_batch_1.bin");
        Files.write(path, Arrays.copyOf(cifar(1, 1, 2), 5000));
        assertRefused(path, "is truncated or no CIFAR file");
        Files.write(path, new byte[0]);
        assertRefused(path, "is truncated or no CIFAR file");
        Files.write(path, cifar(1, 1, 77));
        assertRefused(path, "holds the label 77 of 10: it is damaged; download it again");
    }

    private static byte[] idxImages(int magic, int count, int height, int width, int bytes) {
        ByteBuffer out = ByteBuffer.allocate(16 + bytes);
        out.putInt(magic).putInt(count).putInt(height).putInt(width);
        for (int i = 0; i < bytes; i++) {
            out.put((byte) i);
        }
        return out.array();
    }

    private static byte[] idxLabels(int magic, int... labels) {
        ByteBuffer out = ByteBuffer.allocate(8 + labels.length).putInt(magic).putInt(labels.length);
        for (int label : labels) {
            out.put((byte) label);
        }
        return out.array();
    }

    @Test
    void idxImagesFindTheirLabelsBesideThem() throws IOException {
        Path path = folder.resolve("train-images-idx3-ubyte");
        Files.write(path, idxImages(2051, 3, 2, 4, 24));
        Files.write(folder.resolve("train-labels-idx1-ubyte"), idxLabels(2049, 1, 0, 2));
        for (Path place : new Path[] {path, folder}) {
            try (ImageSource source = ImageSources.open(place.toString())) {
                assertThat(source.size()).isEqualTo(3);
                assertThat(source.label(2)).isEqualTo(2);
                assertThat(source.classes()).containsExactly("class-0", "class-1", "class-2");
                Picture picture = source.read(1);
                assertThat(picture.channels()).isEqualTo(1);
                assertThat(picture.width()).isEqualTo(4);
                assertThat((byte[]) picture.samples())
                        .containsExactly(8, 9, 10, 11, 12, 13, 14, 15);
            }
        }
    }

    @Test
    void idxMayBeCompressedAndWithoutLabels() throws IOException {
        Path path = folder.resolve("t10k-images-idx3-ubyte.gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(path))) {
            out.write(idxImages(2051, 1, 2, 2, 4));
        }
        try (ImageSource source = ImageSources.open(path.toString())) {
            assertThat(source.label(0)).isEqualTo(-1);
            assertThat(source.classes()).isEmpty();
        }
        byte[] whole = Files.readAllBytes(path);
        Files.write(path, Arrays.copyOf(whole, whole.length - 9));
        assertRefused(path, "cannot read ");
    }

    @Test
    void damagedIdxIsRefused() throws IOException {
        Path path = folder.resolve("train-images-idx3-ubyte");
        Files.write(path, idxImages(2049, 3, 2, 4, 24));
        assertRefused(path, "it does not begin as an IDX image file does: download it again");
        Files.write(path, new byte[7]);
        assertRefused(path, "it does not begin as an IDX image file does");
        Files.write(path, idxImages(2051, 3, 2, 4, 23));
        assertRefused(path, "40 bytes expected, 39 found: download it again");
        Files.write(path, idxImages(2051, -1, 2, 4, 24));
        assertRefused(path, "-1 images of 4 x 2 pixels");
        // Sizes whose product overflows 64 bits to nothing.
        Files.write(path, idxImages(2051, 1 << 30, 1 << 30, 1 << 30, 0));
        assertRefused(path, "1073741824 images of 1073741824 x 1073741824 pixels");
    }

    @Test
    void damagedLabelsAreRefused() throws IOException {
        Path images = folder.resolve("train-images-idx3-ubyte");
        Path labels = folder.resolve("train-labels-idx1-ubyte");
        Files.write(images, idxImages(2051, 3, 2, 4, 24));
        Files.write(labels, idxLabels(2049, 1, 0));
        assertThatThrownBy(() -> ImageSources.open(images.toString()))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        labels
                                + " is truncated or damaged: it does not hold 3 labels: download it"
                                + " again");
        Files.write(labels, idxLabels(2051, 1, 0, 2));
        assertThatThrownBy(() -> ImageSources.open(images.toString()))
                .hasMessageContaining("it does not hold 3 labels");
    }
}
