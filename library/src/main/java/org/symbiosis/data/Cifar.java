package org.symbiosis.data;

import java.util.ArrayList;
import java.util.List;
import org.symbiosis.UserError;

/** CIFAR-10 and CIFAR-100 in their binary layout: a label byte or two, then 3 x 32 x 32 planes. */
final class Cifar {
    private static final int PIXELS = 3 * 32 * 32;
    private static final List<String> CLASSES_10 =
            List.of(
                    "airplane",
                    "automobile",
                    "bird",
                    "cat",
                    "deer",
                    "dog",
                    "frog",
                    "horse",
                    "ship",
                    "truck");

    private Cifar() {}

    /** Whether a file of this name may be one. */
    static boolean isName(String name) {
        return name.endsWith(".bin");
    }

    /** The pictures of some files; CIFAR-100 is told by its two label bytes (fine label last). */
    static ImageSource open(String name, List<byte[]> files) {
        int labelBytes = labelBytes(name, files);
        int stride = labelBytes + PIXELS;
        RawImages.Layout layout = new RawImages.Layout(0, stride, labelBytes, 32, 32, 3);
        List<Integer> labels = new ArrayList<>();
        for (byte[] file : files) {
            for (int i = 0; i < layout.count(file); i++) {
                labels.add(file[i * stride + labelBytes - 1] & 0xff);
            }
        }
        int[] all = labels.stream().mapToInt(Integer::intValue).toArray();
        return new RawImages(name, files, layout, all, classes(name, labelBytes, all));
    }

    private static int labelBytes(String name, List<byte[]> files) {
        for (int bytes = 1; bytes <= 2; bytes++) {
            int stride = bytes + PIXELS;
            if (files.stream().allMatch(f -> f.length > 0 && f.length % stride == 0)) {
                return bytes;
            }
        }
        throw UserError.failed(
                name + " is truncated or no CIFAR file: its length is no multiple of a picture's",
                "download it again");
    }

    private static List<String> classes(String name, int labelBytes, int[] labels) {
        int count = labelBytes == 1 ? 10 : 100;
        for (int label : labels) {
            if (label >= count) {
                throw UserError.failed(
                        name + " holds the label " + label + " of " + count,
                        "it is damaged; download it again");
            }
        }
        if (labelBytes == 1) {
            return CLASSES_10;
        }
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add((i < 10 ? "class-0" : "class-") + i);
        }
        return List.copyOf(numbers);
    }
}
