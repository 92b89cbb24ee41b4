package org.symbiosis.intrinsics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.intrinsics.Framing.Patch;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.train.Progress;

/**
 * Runs a network of one size over a picture of any size: patches are resampled to the network's
 * size, its results back, and blended by Gaussian weights, so that there are no seams.
 */
final class PatchBlend {
    private static final double SPREAD = 0.25;
    private static final int AT_ONCE = 8;

    private final int resolution;
    private final UnaryOperator<Tensor> network;
    private final Border border;
    private final float[] mask; // (R, R)

    /** What lies beyond the border of a result. */
    enum Border {
        /** Zeros: the authors'. Enlarged results then darken along the picture's border. */
        ZEROS,
        /** Its outermost pixels. */
        CLAMPED
    }

    /**
     * A network of one size.
     *
     * @param resolution its side
     * @param network from {@code (B, 3, R, R)} to {@code (B, C, R, R)}
     */
    PatchBlend(int resolution, Border border, UnaryOperator<Tensor> network) {
        this.resolution = resolution;
        this.border = border;
        this.network = network;
        this.mask = mask(resolution);
    }

    /** {@code exp(-(u^2 + v^2) / 0.25)}, u and v from -1 at the first pixel to 1 at the last. */
    static float[] mask(int side) {
        float[] mask = new float[side * side];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                double u = side == 1 ? 0 : 2.0 * x / (side - 1) - 1;
                double v = side == 1 ? 0 : 2.0 * y / (side - 1) - 1;
                mask[y * side + x] = (float) Math.exp(-(u * u + v * v) / SPREAD);
            }
        }
        return mask;
    }

    /**
     * Runs the network over a picture.
     *
     * @param picture {@code (3, height, width)}, in the range that the network takes
     */
    Blend run(PlanarImage picture, List<Patch> patches, Progress progress) {
        List<PlanarImage> results = new ArrayList<>();
        progress.begin("patches", 0, patches.size());
        for (int from = 0; from < patches.size(); from += AT_ONCE) {
            List<Patch> some = patches.subList(from, Math.min(patches.size(), from + AT_ONCE));
            try (Scope s = Scope.open();
                    NoGradGuard g = new NoGradGuard()) {
                float[] values = Plain.floats(network.apply(cut(picture, some))); // (B, C, R, R)
                int size = values.length / some.size();
                for (int i = 0; i < some.size(); i++) {
                    float[] one = Arrays.copyOfRange(values, i * size, (i + 1) * size);
                    results.add(new PlanarImage(resolution, resolution, one));
                }
            }
            progress.step(from + some.size(), "", 0);
        }
        progress.end();
        return new Blend(picture.width(), picture.height(), patches, results);
    }

    /**
     * What came of all patches. The blended picture is made of it row by row, so that a large one
     * need not be in memory with all its channels and weights.
     */
    final class Blend {
        private final int width;
        private final int height;
        private final List<Patch> patches;
        private final List<PlanarImage> results;

        private Blend(int width, int height, List<Patch> patches, List<PlanarImage> results) {
            this.width = width;
            this.height = height;
            this.patches = patches;
            this.results = results;
        }

        /** Channels of the network's results. */
        int channels() {
            return results.get(0).channels();
        }

        /** Row {@code y} of the blended picture, {@code (C, width)}. */
        float[] row(int y) {
            float[] values = new float[channels() * width];
            float[] weights = new float[width];
            for (int i = 0; i < patches.size(); i++) {
                add(patches.get(i), results.get(i), y, values, weights);
            }
            for (int i = 0; i < values.length; i++) {
                values[i] /= weights[i % width];
            }
            return values;
        }

        /** The whole picture, {@code (C, height, width)}. */
        float[] values() {
            float[] all = new float[channels() * height * width];
            for (int y = 0; y < height; y++) {
                float[] row = row(y);
                for (int c = 0; c < channels(); c++) {
                    System.arraycopy(row, c * width, all, (c * height + y) * width, width);
                }
            }
            return all;
        }

        /** The weights' sums, {@code (height, width)}. */
        float[] weights() {
            float[] all = new float[height * width];
            for (int y = 0; y < height; y++) {
                float[] weights = new float[width];
                for (int i = 0; i < patches.size(); i++) {
                    add(patches.get(i), results.get(i), y, new float[channels() * width], weights);
                }
                System.arraycopy(weights, 0, all, y * width, width);
            }
            return all;
        }

        /** Adds a patch's part of a row; it fades out over half of one of its own pixels. */
        private void add(Patch p, PlanarImage result, int y, float[] values, float[] weights) {
            int marginX = p.width() / resolution + 1;
            int marginY = p.height() / resolution + 1;
            if (y < p.top() - marginY || y >= p.top() + p.height() + marginY) {
                return;
            }
            PlanarImage shares = new PlanarImage(resolution, resolution, mask);
            int right = Math.min(width, p.left() + p.width() + marginX);
            double v = (y + 0.5 - p.top()) * resolution / p.height() - 0.5;
            for (int x = Math.max(0, p.left() - marginX); x < right; x++) {
                double u = (x + 0.5 - p.left()) * resolution / p.width() - 0.5;
                float weight = shares.bilinear(0, u, v);
                weights[x] += weight;
                for (int c = 0; c < result.channels(); c++) {
                    float value =
                            border == Border.ZEROS
                                    ? result.bilinear(c, u, v)
                                    : result.clamped(c, u, v);
                    values[c * width + x] += weight * value;
                }
            }
        }
    }

    private Tensor cut(PlanarImage picture, List<Patch> patches) {
        int size = 3 * resolution * resolution;
        float[] batch = new float[patches.size() * size];
        for (int i = 0; i < patches.size(); i++) {
            System.arraycopy(cut(picture, patches.get(i)), 0, batch, i * size, size);
        }
        return Plain.tensor(batch, patches.size(), 3, resolution, resolution);
    }

    /** Bilinear; a patch more than twice as large as the network is averaged down first. */
    private float[] cut(PlanarImage picture, Patch p) {
        int factor = Math.max(1, Math.min(p.width(), p.height()) / resolution);
        float[] out = new float[3 * resolution * resolution];
        for (int y = 0; y < resolution; y++) {
            double v = p.top() + (y + 0.5) * p.height() / resolution - 0.5;
            for (int x = 0; x < resolution; x++) {
                double u = p.left() + (x + 0.5) * p.width() / resolution - 0.5;
                for (int c = 0; c < 3; c++) {
                    out[(c * resolution + y) * resolution + x] = mean(picture, c, u, v, factor);
                }
            }
        }
        return out;
    }

    /** The mean of {@code factor x factor} bilinear samples around a place. */
    private static float mean(PlanarImage picture, int c, double u, double v, int factor) {
        if (factor == 1) {
            return picture.clamped(c, u, v);
        }
        double sum = 0;
        for (int i = 0; i < factor; i++) {
            for (int j = 0; j < factor; j++) {
                double du = j - (factor - 1) / 2.0;
                double dv = i - (factor - 1) / 2.0;
                sum += picture.clamped(c, u + du, v + dv);
            }
        }
        return (float) (sum / (factor * factor));
    }
}
