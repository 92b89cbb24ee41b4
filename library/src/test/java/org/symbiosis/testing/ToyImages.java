package org.symbiosis.testing;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.Picture;
import org.symbiosis.data.SplitMix;

/**
 * Square pictures made of noise and a grey level that tells the class.
 *
 * @param count of the pictures; their classes take turns
 * @param kinds number of classes; 0 for pictures without
 * @param side of a picture in pixels
 * @param unreadable index of a picture that cannot be read, or -1
 */
public record ToyImages(int count, int kinds, int side, int unreadable) implements ImageSource {
    public ToyImages(int count, int kinds, int side) {
        this(count, kinds, side, -1);
    }

    @Override
    public String name() {
        return "toys";
    }

    @Override
    public int size() {
        return count;
    }

    @Override
    public String path(int i) {
        return "toy-" + i + ".png";
    }

    @Override
    public int label(int i) {
        return kinds == 0 ? -1 : i % kinds;
    }

    @Override
    public List<String> classes() {
        return IntStream.range(0, kinds).mapToObj(c -> "class-" + c).toList();
    }

    @Override
    public Picture read(int i) throws IOException {
        if (i == unreadable) {
            throw new IOException(path(i) + " is broken");
        }
        SplitMix random = SplitMix.of(i);
        byte[] samples = new byte[3 * side * side];
        double level = kinds == 0 ? 0 : 150.0 * label(i) / kinds;
        for (int k = 0; k < samples.length; k++) {
            samples[k] = (byte) (level + random.u(0, 100));
        }
        return new Picture(side, side, 3, samples);
    }
}
