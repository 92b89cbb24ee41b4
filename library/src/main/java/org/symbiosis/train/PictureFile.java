package org.symbiosis.train;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.AtomicFile;
import org.symbiosis.UserError;
import org.symbiosis.tensor.Plain;

/** A picture that a training draws on the way. */
public final class PictureFile {
    private PictureFile() {}

    /**
     * Writes a PNG; folders above it are made.
     *
     * @param picture in [-1, 1], what lies outside is clipped, {@code (3, H, W)}
     * @throws UserError when it cannot be written
     */
    public static void write(Path file, Tensor picture) {
        int height = (int) picture.size(1);
        int width = (int) picture.size(2);
        float[] values = Plain.floats(picture);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int plane = width * height;
        for (int i = 0; i < plane; i++) {
            int rgb = 0;
            for (int c = 0; c < 3; c++) {
                rgb = rgb << 8 | level(values[c * plane + i]);
            }
            image.setRGB(i % width, i / width, rgb);
        }
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(image, "png", bytes);
            AtomicFile.write(file, bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // there is no disk in between
        }
    }

    private static int level(float value) {
        return Math.max(0, Math.min(255, Math.round((value + 1) * 127.5f)));
    }
}
