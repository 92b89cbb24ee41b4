package org.symbiosis.data;

import java.util.List;
import java.util.Locale;

/**
 * Pictures of one size that lie uncompressed in memory, one after the other.
 *
 * <p>Samples are planar (a plane a channel) when there are three channels, as CIFAR stores them.
 */
final class RawImages implements ImageSource {
    private final String name;
    private final List<byte[]> files;
    private final Layout layout;
    private final int[] labels;
    private final List<String> classes;

    /** Where a picture lies in a file: {@code header + i * stride + skip}. */
    record Layout(int header, int stride, int skip, int width, int height, int channels) {
        int count(byte[] file) {
            return (file.length - header) / stride;
        }
    }

    RawImages(String name, List<byte[]> files, Layout layout, int[] labels, List<String> classes) {
        this.name = name;
        this.files = files;
        this.layout = layout;
        this.labels = labels;
        this.classes = classes;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int size() {
        return labels.length;
    }

    @Override
    public String path(int i) {
        return String.format(Locale.ROOT, "%06d", i);
    }

    @Override
    public int label(int i) {
        return labels[i];
    }

    @Override
    public List<String> classes() {
        return classes;
    }

    @Override
    public Picture read(int i) {
        int within = i;
        int file = 0;
        while (within >= layout.count(files.get(file))) {
            within -= layout.count(files.get(file++));
        }
        int from = layout.header() + within * layout.stride() + layout.skip();
        int plane = layout.width() * layout.height();
        byte[] samples = new byte[plane * layout.channels()];
        for (int c = 0; c < layout.channels(); c++) {
            for (int p = 0; p < plane; p++) {
                samples[p * layout.channels() + c] = files.get(file)[from + c * plane + p];
            }
        }
        return new Picture(layout.width(), layout.height(), layout.channels(), samples);
    }
}
