package org.symbiosis.app.relight;

import java.io.IOException;
import java.nio.file.Path;
import org.symbiosis.UserError;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.ImageSources;
import org.symbiosis.data.Planes;

/** One photograph of a user's. */
public final class Photo {
    private static final double MOST_CLIPPED = 0.05;

    private Photo() {}

    /** Reads a photograph: sRGB in [0, 1]; grey is repeated, transparency laid over white. */
    public static Planes read(Path path) {
        try (ImageSource source = ImageSources.open(path.toString())) {
            if (source.size() != 1) {
                throw UserError.usage(path + " is not one photograph", "give an image file");
            }
            return Planes.of(source.read(0));
        } catch (IOException e) {
            throw UserError.failed(
                    "cannot read the photograph (" + e.getMessage() + ")",
                    "give a whole JPEG, PNG, WebP, BMP, GIF or TIFF file",
                    e);
        }
    }

    /** What makes a picture a bad example of a light, in words, or null. */
    public static String warning(String name, Planes picture) {
        int pixels = picture.width() * picture.height();
        int clipped = 0;
        for (float v : picture.values()) {
            clipped += v >= 254.5f / 255 || v <= 0.5f / 255 ? 1 : 0;
        }
        double share = clipped / (3.0 * pixels);
        return share > MOST_CLIPPED
                ? "note: %.0f %% of the values of %s are clipped; its light may be misjudged"
                        .formatted(100 * share, name)
                : null;
    }
}
