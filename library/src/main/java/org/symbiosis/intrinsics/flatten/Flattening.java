package org.symbiosis.intrinsics.flatten;

import java.util.stream.IntStream;
import org.symbiosis.UserError;
import org.symbiosis.data.Planes;

/** The L1 image transform. */
public final class Flattening {
    /** Memory that a pixel takes, about. */
    private static final long BYTES_A_PIXEL = 600;

    private final FlattenConfig config;

    /** A transform with these constants. */
    public Flattening(FlattenConfig config) {
        this.config = config;
    }

    /**
     * Says whether pictures of a size can be flattened.
     *
     * @throws UserError when Java may not use as much memory as that takes: about 600 bytes a pixel
     */
    public static void requireMemoryFor(int width, int height) {
        long needed = BYTES_A_PIXEL * width * height;
        long there = Runtime.getRuntime().maxMemory();
        if (needed > there) {
            throw UserError.failed(
                    "flattening %d x %d pixels takes about %d MB of memory, and Java may use %d"
                            .formatted(width, height, needed >> 20, there >> 20),
                    "make the picture smaller, leave flattening out, or allow more by -Xmx");
        }
    }

    /**
     * The picture with its colours made even, piece by piece; about 600 bytes of memory a pixel.
     *
     * @param picture sRGB in [0, 1]
     * @return the same size, values in steps of 1/255
     */
    public Planes of(Planes picture) {
        int pixels = picture.width() * picture.height();
        double[] bytes = new double[3 * pixels];
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < pixels; i++) {
                float v = picture.values()[c * pixels + i];
                bytes[3 * i + c] = Math.round(255 * Math.max(0, Math.min(1, v)));
            }
        }
        ByteImage p = new ByteImage(picture.width(), picture.height(), bytes);
        ByteImage lab = LabCodes.of(p);
        ByteImage flat = of(p, lab, Superpixels.of(lab));
        float[] out = new float[3 * pixels];
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < pixels; i++) {
                double v = Math.round(flat.values()[3 * i + c]);
                out[c * pixels + i] = (float) (Math.max(0, Math.min(255, v)) / 255);
            }
        }
        return new Planes(picture.width(), picture.height(), out);
    }

    /** The same from given Lab codes and pieces, not rounded. */
    ByteImage of(ByteImage picture, ByteImage lab, int[] labels) {
        LocalPairs pairs = new LocalPairs(picture, lab, config);
        int[] representatives = Superpixels.representatives(labels, picture);
        SplitBregman solver = new SplitBregman(config, pairs, representatives);
        double[][] channels =
                IntStream.range(0, 3)
                        .parallel()
                        .mapToObj(c -> solver.solve(picture.channel(c)))
                        .toArray(double[][]::new);
        double[] out = new double[picture.values().length];
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < picture.pixels(); i++) {
                out[3 * i + c] = channels[c][i];
            }
        }
        return new ByteImage(picture.width(), picture.height(), out);
    }
}
