package org.symbiosis.app;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Small pictures of two classes that differ in the direction of their stripes. */
public final class Pictures {
    private Pictures() {}

    /** Writes so many pictures of each class, 32 pixels wide, into a folder of its own. */
    public static Path folder(Path root, int each) throws IOException {
        for (int c = 0; c < 2; c++) {
            Path of = Files.createDirectories(root.resolve(c == 0 ? "across" : "down"));
            for (int i = 0; i < each; i++) {
                ImageIO.write(stripes(c, i), "png", of.resolve(i + ".png").toFile());
            }
        }
        return root;
    }

    private static BufferedImage stripes(int direction, int i) {
        BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 32; y++) {
            for (int x = 0; x < 32; x++) {
                int along = (direction == 0 ? y : x) + i;
                int light = along % 8 < 4 ? 40 + 3 * i : 200;
                image.setRGB(x, y, light << 16 | (255 - light) << 8 | (i * 9 & 0xff));
            }
        }
        return image;
    }
}
