package org.symbiosis.spectral;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.data.Picture;
import org.symbiosis.eval.Pca;
import org.symbiosis.nn.Grid;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/** Eigenvectors as colours, three at a time. */
public final class EigenPictures {
    private static final int COMPONENTS = 4;

    private EigenPictures() {}

    /**
     * The features of one image as one picture of the grid's size: components 2 to 4 as red, green
     * and blue, each from its least to its largest value.
     *
     * @param found with at least 4 channels
     */
    public static Picture ofImage(SpectralFeatures found) {
        if (found.channels() < COMPONENTS) {
            throw new IllegalArgumentException(
                    "a picture needs %d channels, not %d".formatted(COMPONENTS, found.channels()));
        }
        Grid grid = found.grid();
        try (Scope s = Scope.open();
                NoGradGuard none = new NoGradGuard()) {
            Tensor X = Plain.tensor(found.features(), grid.size(), found.channels());
            double[] scores = Plain.doubles(new Pca(COMPONENTS).fit(X).project(X)); // (N, 4)
            double[] colours = new double[3 * grid.size()];
            for (int i = 0; i < grid.size(); i++) {
                System.arraycopy(scores, i * COMPONENTS + 1, colours, 3 * i, 3);
            }
            return pictures(List.of(colours), 3, 0, grid.columns()).get(0);
        }
    }

    /**
     * The eigenvectors of a set, as pictures of each image: list {@code i} shows vectors 3 i to 3 i
     * + 2, all images on the same scale.
     *
     * @param side of the pictures in pixels
     * @param count vectors to show, a multiple of 3, at most C
     */
    public static List<List<Picture>> ofSet(SetFeatures set, int side, int count) {
        if (count < 3 || count % 3 != 0 || count > set.channels()) {
            throw new IllegalArgumentException(
                    "%d vectors of %d: take a multiple of 3".formatted(count, set.channels()));
        }
        List<double[]> vectors = PixelVectors.of(set, side).leading(count);
        List<List<Picture>> all = new ArrayList<>();
        for (int first = 0; first < count; first += 3) {
            all.add(pictures(vectors, count, first, side));
        }
        return all;
    }

    /**
     * Three columns of every image as colours, each column from its least to its largest value over
     * all images, times 255 and cut.
     *
     * @param images {@code (pixels, columns)} row-major each
     */
    static List<Picture> pictures(List<double[]> images, int columns, int first, int width) {
        double[] least = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
        double[] most = {-Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
        for (double[] image : images) {
            for (int at = first; at < image.length; at += columns) {
                for (int c = 0; c < 3; c++) {
                    least[c] = Math.min(least[c], image[at + c]);
                    most[c] = Math.max(most[c], image[at + c]);
                }
            }
        }
        List<Picture> pictures = new ArrayList<>();
        for (double[] image : images) {
            int pixels = image.length / columns;
            byte[] samples = new byte[3 * pixels];
            for (int i = 0; i < samples.length; i++) {
                int c = i % 3;
                double range = most[c] - least[c];
                double v = image[i / 3 * columns + first + c] - least[c];
                samples[i] = (byte) (int) (range > 0 ? v / range * 255 : 0);
            }
            pictures.add(new Picture(width, pixels / width, 3, samples));
        }
        return pictures;
    }
}
