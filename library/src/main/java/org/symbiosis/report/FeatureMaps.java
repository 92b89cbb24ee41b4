package org.symbiosis.report;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.data.Planes;
import org.symbiosis.eval.Pca;
import org.symbiosis.nn.Grid;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Shapes;

/**
 * Features of patches as colours: like colours, like features, over a whole set of images (the
 * manner of Figure 2.3).
 *
 * @param maps a picture for each image, one pixel a patch
 */
public record FeatureMaps(List<Planes> maps) {
    private static final int COLOURS = 3;
    private static final double CUT = 0.01;
    private static final double MIDDLE = 0.5;

    /** Keeps its own list. */
    public FeatureMaps {
        maps = List.copyOf(maps);
    }

    /**
     * The first three principal components of all tokens as red, green and blue.
     *
     * @param tokens of patches, without the class token, {@code (images, N, D)}, D at least 3
     * @param grid of each image, N patches
     */
    public static FeatureMaps ofTokens(Tensor tokens, Grid grid) {
        check(tokens, grid);
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            Tensor all = tokens.reshape(-1, tokens.size(2)); // (images * N, D)
            return coloured(new Pca(COLOURS).fit(all).project(all), grid);
        }
    }

    /**
     * The first three channels of an embedding as red, green and blue.
     *
     * @param embedding such as leading eigenvectors, {@code (images, N, K)}, K at least 3
     * @param grid of each image, N patches
     */
    public static FeatureMaps ofEmbedding(Tensor embedding, Grid grid) {
        check(embedding, grid);
        try (Scope s = Scope.open()) {
            Tensor first = embedding.narrow(2, 0, COLOURS);
            return coloured(first.reshape(-1, COLOURS), grid);
        }
    }

    private static void check(Tensor tokens, Grid grid) {
        boolean fits =
                tokens.dim() == 3 && tokens.size(1) == grid.size() && tokens.size(2) >= COLOURS;
        if (!fits) {
            throw new IllegalArgumentException(
                    "a grid of "
                            + grid.rows()
                            + " x "
                            + grid.columns()
                            + " needs (images, "
                            + grid.size()
                            + ", 3 or more) tokens, not "
                            + Shapes.text(Shapes.of(tokens)));
        }
    }

    private static FeatureMaps coloured(Tensor scores, Grid grid) {
        double[] values = Plain.doubles(scores); // (images * N, 3)
        int tokens = values.length / COLOURS;
        int n = grid.size();
        float[][] images = new float[tokens / n][COLOURS * n];
        for (int c = 0; c < COLOURS; c++) {
            Range range = Range.of(values, c);
            for (int t = 0; t < tokens; t++) {
                images[t / n][c * n + t % n] = range.place(values[t * COLOURS + c]);
            }
        }
        List<Planes> maps = new ArrayList<>();
        for (float[] image : images) {
            maps.add(new Planes(grid.columns(), grid.rows(), image));
        }
        return new FeatureMaps(maps);
    }

    /**
     * Most of a channel's values: one hundredth at either end is cut, so that outliers do no harm.
     */
    private record Range(double low, double high) {
        static Range of(double[] values, int channel) {
            double[] sorted = new double[values.length / COLOURS];
            for (int t = 0; t < sorted.length; t++) {
                sorted[t] = values[t * COLOURS + channel];
            }
            Arrays.sort(sorted);
            int last = sorted.length - 1;
            int cut = (int) Math.floor(CUT * last);
            return new Range(sorted[cut], sorted[last - cut]);
        }

        /** Where a value lies, in [0, 1]; the middle when all are the same, or it is no number. */
        float place(double value) {
            double at = (value - low) / (high - low);
            return (float) (Double.isNaN(at) ? MIDDLE : Math.max(0, Math.min(1, at)));
        }
    }

    /** The maps at the size of their images, a patch as a square of one colour. */
    public List<BufferedImage> over(List<Planes> images) {
        if (images.size() != maps.size()) {
            throw new IllegalArgumentException(
                    maps.size() + " maps for " + images.size() + " images");
        }
        List<BufferedImage> large = new ArrayList<>();
        for (int i = 0; i < maps.size(); i++) {
            BufferedImage map = Bitmaps.of(maps.get(i));
            large.add(Bitmaps.stretched(map, images.get(i).width(), images.get(i).height()));
        }
        return large;
    }

    /** The images in the first row, and below them the maps of each model. */
    public static ContactSheet sheet(List<Planes> images, Map<String, FeatureMaps> models) {
        List<ContactSheet.Row> rows = new ArrayList<>();
        rows.add(new ContactSheet.Row("image", Bitmaps.of(images)));
        models.forEach((name, m) -> rows.add(new ContactSheet.Row(name, m.over(images))));
        return ContactSheet.of(rows.toArray(ContactSheet.Row[]::new));
    }
}
