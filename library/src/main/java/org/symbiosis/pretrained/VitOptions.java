package org.symbiosis.pretrained;

import org.symbiosis.data.Normalisation;

/**
 * What a file of weights does not say about its vision transformer. What is left open is taken from
 * the file's notes, else from what its family usually has.
 *
 * @param heads attention heads of a block, or 0: then 64 channels a head, but 12 heads for MoCo v3
 * @param normEps added to the variance by the layer norms, or 0: then 1e-12 under Hugging Face
 *     names without layer scale and 1e-6 else
 * @param normalisation of the images, or null: then ImageNet's, but [-1, 1] for files with learnt
 *     positions and a supervised classifier, {@code head.weight}
 */
public record VitOptions(int heads, double normEps, Normalisation normalisation) {
    /** Leaves everything to the file. */
    public static final VitOptions OF_THE_FILE = new VitOptions(0, 0, null);

    /** Checks the ranges. */
    public VitOptions {
        if (heads < 0 || !(normEps >= 0)) {
            throw new IllegalArgumentException("heads and normEps must not be negative");
        }
    }

    /** With this number of heads. */
    public VitOptions withHeads(int newHeads) {
        return new VitOptions(newHeads, normEps, normalisation);
    }

    /** With this epsilon. */
    public VitOptions withNormEps(double newEps) {
        return new VitOptions(heads, newEps, normalisation);
    }

    /** With this normalisation. */
    public VitOptions withNormalisation(Normalisation newNormalisation) {
        return new VitOptions(heads, normEps, newNormalisation);
    }
}
