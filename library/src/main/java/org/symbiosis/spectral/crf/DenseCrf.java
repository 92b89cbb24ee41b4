package org.symbiosis.spectral.crf;

import java.util.List;
import org.symbiosis.UserError;
import org.symbiosis.data.Picture;
import org.symbiosis.eval.Parallel;
import org.symbiosis.nn.Grid;
import org.symbiosis.spectral.regions.LabelMap;
import org.symbiosis.spectral.regions.Mask;

/**
 * A fully connected conditional random field (Kraehenbuehl and Koltun, 2011): labels follow the
 * edges of the image, since pixels that lie near one another, and more so pixels of like colour,
 * want the same label.
 *
 * @param nearWeight of the kernel over positions, 0 or more
 * @param nearSigma its standard deviation in pixels, positive
 * @param alikeWeight of the kernel over positions and colours, 0 or more
 * @param alikeSigma its standard deviation in pixels, positive
 * @param colourSigma its standard deviation in grey levels of 255, positive
 * @param steps of the mean field, 0 or more
 * @param order of the colours in the lattice, which is not quite symmetric
 */
public record DenseCrf(
        double nearWeight,
        double nearSigma,
        double alikeWeight,
        double alikeSigma,
        double colourSigma,
        int steps,
        Order order) {
    /** Order of colours: the references differ, and so do some 2 in 1000 pixels. */
    public enum Order {
        RGB,
        BGR
    }

    /** For semantic segmentation, as STEGO and Table 4.2. */
    public static final DenseCrf SEGMENTATION = new DenseCrf(3, 1, 4, 67, 3, 10, Order.BGR);

    /** For the masks of MaskCut. */
    public static final DenseCrf MASKS = new DenseCrf(7, 3, 10, 50, 5, 10, Order.RGB);

    /** Pixels up to which {@link #exact} works. */
    public static final int MOST_EXACT = 2500;

    /** Checks the ranges. */
    public DenseCrf {
        if (!(nearWeight >= 0) || !(alikeWeight >= 0) || steps < 0) {
            throw UserError.usage(
                    "weights " + nearWeight + " and " + alikeWeight + ", " + steps + " steps",
                    "choose values of 0 or more");
        }
        if (!(nearSigma > 0) || !(alikeSigma > 0) || !(colourSigma > 0)) {
            throw UserError.usage(
                    "deviations " + nearSigma + ", " + alikeSigma + " and " + colourSigma,
                    "choose positive values");
        }
    }

    /**
     * Refines labels, which may be coarser than the image: each one's map is enlarged bilinearly.
     *
     * @param image of the size of the result
     * @param coarse labels 0 .. labels - 1, or none
     * @param labels number of labels, also of those that do not occur
     */
    public LabelMap refine(Picture image, LabelMap coarse, int labels) {
        return infer(image, Scores.oneHot(coarse, labels)).map();
    }

    /** Refines a mask, which may be coarser than the image. */
    public Mask refine(Picture image, Mask coarse) {
        return refine(image, coarse.labels(), 2).mask(1);
    }

    /**
     * Refines scores.
     *
     * @param image of the size of the result
     * @param grid of the scores
     * @param scores before a softmax, {@code (labels, rows * columns)} row-major
     */
    public Posterior infer(Picture image, Grid grid, float[] scores) {
        return infer(image, Scores.ofPlanes(grid, scores));
    }

    /** As {@link #infer}, with kernels between all pairs of at most {@link #MOST_EXACT} pixels. */
    public Posterior exact(Picture image, Grid grid, float[] scores) {
        if ((long) image.width() * image.height() > MOST_EXACT) {
            throw UserError.usage(
                    "an exact random field of " + image.width() + " x " + image.height(),
                    "use at most " + MOST_EXACT + " pixels, or the lattice");
        }
        int threads = Parallel.threads();
        return posterior(
                image,
                Scores.ofPlanes(grid, scores),
                List.of(
                        new FullKernel(near(image), 2, nearWeight, threads),
                        new FullKernel(alike(image), 5, alikeWeight, threads)));
    }

    private Posterior infer(Picture image, Scores scores) {
        int threads = Parallel.threads();
        return posterior(
                image,
                scores,
                List.of(
                        new LatticeKernel(near(image), 2, nearWeight, threads),
                        new LatticeKernel(alike(image), 5, alikeWeight, threads)));
    }

    private Posterior posterior(Picture image, Scores scores, List<Kernel> kernels) {
        Scores fine = scores.resized(new Grid(image.height(), image.width()));
        MeanField field = new MeanField(kernels, Parallel.threads());
        double[] q = field.run(fine.unary(), fine.labels(), steps);
        return new Posterior(fine.size(), fine.labels(), q);
    }

    private float[] near(Picture image) {
        float[] near = new float[image.width() * image.height() * 2]; // (N, 2)
        for (int p = 0; p < image.width() * image.height(); p++) {
            near[2 * p] = (float) (p % image.width() / nearSigma);
            near[2 * p + 1] = (float) (Math.floorDiv(p, image.width()) / nearSigma);
        }
        return near;
    }

    private float[] alike(Picture image) {
        int width = image.width();
        float[] alike = new float[width * image.height() * 5]; // (N, 5)
        float[] rgb = new float[width * 3];
        for (int y = 0; y < image.height(); y++) {
            image.row(y, rgb);
            for (int x = 0; x < width; x++) {
                int to = (y * width + x) * 5;
                alike[to] = (float) (x / alikeSigma);
                alike[to + 1] = (float) (y / alikeSigma);
                for (int c = 0; c < 3; c++) {
                    alike[to + place(c)] = (float) (Math.round(rgb[x * 3 + c] * 255) / colourSigma);
                }
            }
        }
        return alike;
    }

    private int place(int channel) {
        return order == Order.RGB ? 2 + channel : 4 - channel;
    }
}
