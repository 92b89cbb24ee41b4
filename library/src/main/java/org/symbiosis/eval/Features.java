package org.symbiosis.eval;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.UserError;
import org.symbiosis.tensor.Plain;

/**
 * One vector for each image.
 *
 * @param values {@code (n, d)} row-major
 * @param n number of images
 * @param d length of a vector
 * @param labels class of each image, -1 where it has none
 * @param paths of the images in their source
 * @param what which feature it is, such as {@code blocks.11, mean of all tokens}: scores of
 *     different features cannot be compared
 */
public record Features(
        float[] values, int n, int d, int[] labels, List<String> paths, String what) {
    /** Checks that the parts fit together. */
    public Features {
        if (values.length != n * d || labels.length != n || paths.size() != n) {
            throw new IllegalArgumentException(
                    values.length
                            + " values, "
                            + labels.length
                            + " labels and "
                            + paths.size()
                            + " paths do not make "
                            + n
                            + " vectors of "
                            + d);
        }
        paths = List.copyOf(paths);
    }

    /** The vectors as a float tensor {@code (n, d)}. */
    public Tensor tensor() {
        return Plain.tensor(values, n, d);
    }

    /** The labels as a tensor {@code (n)}. */
    public Tensor labelTensor() {
        long[] wide = new long[n];
        for (int i = 0; i < n; i++) {
            wide[i] = labels[i];
        }
        return Plain.tensor(wide, n);
    }

    /** So many of the vectors, evenly spread over all; all of them when there are fewer. */
    public Features spread(int count) {
        int m = Math.min(count, n);
        float[] some = new float[m * d];
        int[] someLabels = new int[m];
        List<String> somePaths = new ArrayList<>();
        for (int i = 0; i < m; i++) {
            int row = (int) ((long) i * n / m);
            System.arraycopy(values, row * d, some, i * d, d);
            someLabels[i] = labels[row];
            somePaths.add(paths.get(row));
        }
        return new Features(some, m, d, someLabels, somePaths, what);
    }

    /** One more than the largest label. */
    public int classCount() {
        int most = -1;
        for (int label : labels) {
            most = Math.max(most, label);
        }
        return most + 1;
    }

    /**
     * Checks that every image has a class.
     *
     * @param what needs the classes, such as {@code kNN}
     * @throws UserError naming the first image without one
     */
    public void requireClasses(String what) {
        for (int i = 0; i < n; i++) {
            if (labels[i] < 0) {
                throw UserError.usage(
                        "'" + paths.get(i) + "' belongs to no class",
                        what + " needs images in one folder per class, or another labelled set");
            }
        }
    }
}
