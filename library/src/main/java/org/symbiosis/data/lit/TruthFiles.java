package org.symbiosis.data.lit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.UserError;
import org.symbiosis.data.Picture;
import org.symbiosis.data.annotated.Box;
import org.symbiosis.tensor.Npy;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Shapes;

/** The files beside a scene's pictures that say what is true of it. */
final class TruthFiles {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TruthFiles() {}

    /** Decodes a picture. */
    interface Decoder {
        Picture decode(Path file) throws IOException;
    }

    /**
     * The albedo: {@code albedo.npy} (linear floats), else {@code reflectance.png} (linear), else
     * {@code albedo.png} (sRGB); {@code mask.png} tells where it is known.
     */
    static Optional<AlbedoTruth> albedo(Path folder, Decoder decoder) throws IOException {
        Path floats = folder.resolve("albedo.npy");
        Path linear = folder.resolve("reflectance.png");
        Path srgb = folder.resolve("albedo.png");
        Path mask = folder.resolve("mask.png");
        Picture valid = Files.exists(mask) ? decoder.decode(mask) : null;
        if (Files.exists(floats)) {
            return Optional.of(floats(floats, valid));
        }
        if (Files.exists(linear)) {
            return Optional.of(picture(decoder.decode(linear), valid, linear));
        }
        if (Files.exists(srgb)) {
            AlbedoTruth shown = picture(decoder.decode(srgb), valid, srgb);
            float[] values = shown.linear();
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) Srgb.decode(values[i]);
            }
            return Optional.of(shown);
        }
        return Optional.empty();
    }

    private static AlbedoTruth floats(Path file, Picture mask) {
        try (Scope s = Scope.open()) {
            Tensor values = Npy.read(file);
            if (values.dim() != 3 || values.size(2) != 3) {
                throw UserError.failed(
                        file + " is " + Shapes.text(Shapes.of(values)),
                        "an albedo is height x width x 3");
            }
            int w = (int) values.size(1);
            int h = (int) values.size(0);
            return new AlbedoTruth(w, h, Plain.floats(values), valid(w, h, mask, file));
        }
    }

    private static AlbedoTruth picture(Picture picture, Picture mask, Path file) {
        int w = picture.width();
        int h = picture.height();
        float[] values = new float[3 * w * h];
        float[] row = new float[3 * w];
        for (int y = 0; y < h; y++) {
            picture.row(y, row);
            System.arraycopy(row, 0, values, y * row.length, row.length);
        }
        return new AlbedoTruth(w, h, values, valid(w, h, mask, file));
    }

    private static boolean[] valid(int w, int h, Picture mask, Path file) {
        boolean[] valid = new boolean[w * h];
        if (mask == null) {
            Arrays.fill(valid, true);
            return valid;
        }
        if (mask.width() != w || mask.height() != h) {
            throw UserError.failed(
                    "the mask beside %s is %d x %d, not %d x %d"
                            .formatted(file, mask.width(), mask.height(), w, h),
                    "make them the same size");
        }
        float[] row = new float[3 * w];
        for (int y = 0; y < h; y++) {
            mask.row(y, row);
            for (int x = 0; x < w; x++) {
                valid[y * w + x] = row[3 * x] > 0;
            }
        }
        return valid;
    }

    /** Where {@code meta.json} says that the chrome ball is, at this level's size. */
    static Optional<Box> probe(Path meta, int mip) {
        if (!Files.exists(meta)) {
            return Optional.empty();
        }
        try {
            JsonNode box =
                    JSON.readTree(Files.readAllBytes(meta)).path("chrome").path("bounding_box");
            double scale = 1.0 / (1 << mip);
            return box.isMissingNode()
                    ? Optional.empty()
                    : Optional.of(
                            new Box(
                                    box.path("x").asDouble() * scale,
                                    box.path("y").asDouble() * scale,
                                    box.path("w").asDouble() * scale,
                                    box.path("h").asDouble() * scale));
        } catch (IOException | IllegalArgumentException e) {
            throw UserError.failed(
                    "cannot read " + meta + " (" + e.getMessage() + ")", "mend or remove it", e);
        }
    }
}
