package org.symbiosis.eval.finetune;

import java.util.Arrays;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.tensor.Plain;

/** Targets that are distributions over classes, and the loss against them. */
final class SoftTargets {
    private SoftTargets() {}

    /**
     * Each image's own class with weight lambda, that of its partner in reverse order with 1 -
     * lambda, and a part {@code smoothing} spread evenly over all classes.
     *
     * @param labels class of each image, in 0 .. classes - 1
     * @return {@code (B, classes)}, rows sum to 1
     */
    static Tensor of(int[] labels, int classes, double lambda, double smoothing) {
        int n = labels.length;
        double everywhere = smoothing / classes;
        double sharp = 1 - smoothing;
        double[] rows = new double[n * classes];
        Arrays.fill(rows, everywhere);
        for (int i = 0; i < n; i++) {
            rows[i * classes + labels[i]] += sharp * lambda;
            rows[i * classes + labels[n - 1 - i]] += sharp * (1 - lambda);
        }
        float[] values = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            values[i] = (float) rows[i];
        }
        return Plain.tensor(values, n, classes);
    }

    /**
     * Cross-entropy, a mean over images.
     *
     * @param scores {@code (B, K)}, before the softmax
     * @param targets {@code (B, K)}
     * @return ()
     */
    static Tensor crossEntropy(Tensor scores, Tensor targets) {
        Tensor perImage = targets.mul(scores.log_softmax(-1)).sum(-1); // (B)
        return perImage.mean().mul(new Scalar(-1.0));
    }
}
