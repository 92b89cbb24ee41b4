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

    /** The same directions with length 1; a vector of zeros stays. */
    public Features unit() {
        return new Features(Points.of(values, d).unit().values(), n, d, labels, paths, what);
    }

    /** The vectors of these rows, in this order. */
    public Features rows(int... rows) {
        float[] some = new float[rows.length * d];
        int[] someLabels = new int[rows.length];
        List<String> somePaths = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(values, rows[i] * d, some, i * d, d);
            someLabels[i] = labels[rows[i]];
            somePaths.add(paths.get(rows[i]));
        }
        return new Features(some, rows.length, d, someLabels, somePaths, what);
    }

    /** So many of the vectors, evenly spread over all; all of them when there are fewer. */
    public Features spread(int count) {
        int m = Math.min(count, n);
        int[] rows = new int[m];
        for (int i = 0; i < m; i++) {
            rows[i] = (int) ((long) i * n / m);
        }
        return rows(rows);
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
