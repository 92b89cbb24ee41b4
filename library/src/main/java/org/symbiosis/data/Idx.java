package org.symbiosis.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.symbiosis.UserError;

/** IDX files, the layout of MNIST and its kin: grey images, and labels in a file beside them. */
final class Idx {
    private static final int IMAGES = 2051;
    private static final int LABELS = 2049;
    private static final int HEADER = 16;
    private static final int MOST_BYTES = 1 << 30;

    private Idx() {}

    /** Whether a file of this name may hold images. */
    static boolean isName(String name) {
        return name.contains("images-idx3") || name.contains("images.idx3");
    }

    static ImageSource open(Path path) {
        byte[] images = read(path);
        ByteBuffer header = ByteBuffer.wrap(images);
        if (images.length < HEADER || header.getInt() != IMAGES) {
            throw broken(path, "it does not begin as an IDX image file does");
        }
        int count = header.getInt();
        int height = header.getInt();
        int width = header.getInt();
        if (count < 1 || height < 1 || width < 1 || Math.max(height, width) > 1 << 14) {
            throw broken(path, count + " images of " + width + " x " + height + " pixels");
        }
        long expected = HEADER + (long) count * height * width;
        if (images.length != expected) {
            throw broken(path, expected + " bytes expected, " + images.length + " found");
        }
        int size = width * height;
        RawImages.Layout layout = new RawImages.Layout(HEADER, size, 0, width, height, 1);
        int[] labels = labels(path, count);
        return new RawImages(path.toString(), List.of(images), layout, labels, classes(labels));
    }

    private static int[] labels(Path images, int count) {
        String name =
                images.getFileName().toString().replace("images", "labels").replace("idx3", "idx1");
        Path path = images.resolveSibling(name);
        int[] labels = new int[count];
        Arrays.fill(labels, -1);
        if (!Files.exists(path)) {
            return labels;
        }
        byte[] bytes = read(path);
        ByteBuffer header = ByteBuffer.wrap(bytes);
        if (bytes.length != 8 + count || header.getInt() != LABELS || header.getInt() != count) {
            throw broken(path, "it does not hold " + count + " labels");
        }
        for (int i = 0; i < count; i++) {
            labels[i] = bytes[8 + i] & 0xff;
        }
        return labels;
    }

    private static List<String> classes(int[] labels) {
        int most = Arrays.stream(labels).max().orElse(-1);
        List<String> classes = new ArrayList<>();
        for (int i = 0; i <= most; i++) {
            classes.add("class-" + i);
        }
        return List.copyOf(classes);
    }

    private static byte[] read(Path path) {
        try (InputStream file = Files.newInputStream(path);
                InputStream in =
                        path.toString().endsWith(".gz") ? new GZIPInputStream(file) : file) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException("more than " + (MOST_BYTES >> 20) + " MB");
            }
            return bytes;
        } catch (IOException e) {
            throw UserError.failed(
                    "cannot read " + path + " (" + e.getMessage() + ")", "download it again", e);
        }
    }

    private static UserError broken(Path path, String why) {
        return UserError.failed(path + " is truncated or damaged: " + why, "download it again");
    }
}
