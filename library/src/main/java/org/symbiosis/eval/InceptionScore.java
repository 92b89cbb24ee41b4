package org.symbiosis.eval;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.symbiosis.UserError;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/**
 * How sure a classifier is of each image and how many classes there are among all of them: exp(mean
 * KL(p(y|x) || p(y))) over consecutive parts of equal size (Salimans et al., 2016). What is left
 * over at the end is dropped.
 *
 * <p>Images pass by in batches, in order; of each part only a sum is kept.
 */
public final class InceptionScore {
    private final long part;
    private final double[][] sums; // (splits, classes), of the probabilities
    private final double[] certainties; // (splits), sums of p log p
    private long seen;

    /**
     * Starts empty.
     *
     * @param images that will be added
     * @param splits parts, at least 1
     * @param classes of the classifier
     * @throws UserError when there are fewer images than parts
     */
    public InceptionScore(long images, int splits, int classes) {
        if (splits < 1 || images < splits) {
            throw UserError.usage(
                    images + " images in " + splits + " splits",
                    "give more images, or fewer splits, at least one");
        }
        part = images / splits;
        sums = new double[splits][classes];
        certainties = new double[splits];
    }

    /**
     * Mean and population deviation over the parts.
     *
     * @param mean at least 1
     * @param deviation 0 for one part
     */
    public record Score(double mean, double deviation) {}

    /**
     * Adds images.
     *
     * @param logits {@code (B, classes)}
     */
    public void add(Tensor logits) {
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            Tensor log = torch.log_softmax(logits.to(ScalarType.Double), 1); // (B, classes)
            Tensor p = log.exp();
            double[] certain =
                    Plain.doubles(p.mul(log).sum(new long[] {1}, false, new ScalarTypeOptional()));
            double[] values = Plain.doubles(p);
            int classes = sums[0].length;
            for (int i = 0; i < certain.length; i++, seen++) {
                int at = (int) Math.min(seen / part, sums.length);
                if (at < sums.length) {
                    certainties[at] += certain[i];
                    for (int k = 0; k < classes; k++) {
                        sums[at][k] += values[i * classes + k];
                    }
                }
            }
        }
    }

    /**
     * The score of what was added.
     *
     * @throws IllegalStateException when fewer images were added than promised
     */
    public Score score() {
        if (seen < part * sums.length) {
            throw new IllegalStateException(seen + " of " + part * sums.length + " images");
        }
        double[] scores = new double[sums.length];
        double mean = 0;
        for (int s = 0; s < scores.length; s++) {
            double divergence = certainties[s] / part;
            for (double sum : sums[s]) {
                divergence -= sum > 0 ? sum / part * Math.log(sum / part) : 0;
            }
            scores[s] = Math.exp(divergence);
            mean += scores[s] / scores.length;
        }
        double squares = 0;
        for (double score : scores) {
            squares += (score - mean) * (score - mean) / scores.length;
        }
        return new Score(mean, Math.sqrt(squares));
    }
}
