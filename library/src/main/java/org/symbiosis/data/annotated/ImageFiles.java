package org.symbiosis.data.annotated;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.symbiosis.UserError;
import org.symbiosis.data.DecodeLimits;
import org.symbiosis.data.ImageDecoder;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.Picture;

/** The images of an annotated set, in the set's own order. */
record ImageFiles(Path root, List<String> paths) implements ImageSource {
    private static final ImageDecoder DECODER = new ImageDecoder(DecodeLimits.DEFAULT);

    ImageFiles {
        paths = List.copyOf(paths);
    }

    /** Image {@code i} of a source, or a clear error. */
    static Picture picture(ImageSource images, int i) {
        try {
            return images.read(i);
        } catch (IOException e) {
            throw UserError.failed(
                    images.name() + ": " + e.getMessage(), "fetch this image again", e);
        }
    }

    @Override
    public String name() {
        return root.toString();
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
        return -1;
    }

    @Override
    public List<String> classes() {
        return List.of();
    }

    @Override
    public Picture read(int i) throws IOException {
        return DECODER.decode(path(i), root.resolve(path(i)));
    }
}
