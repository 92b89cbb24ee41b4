package org.symbiosis.app.encoders;

import org.symbiosis.UserError;
import org.symbiosis.eval.Pooling;

/**
 * Which features of a model are wanted. A kind of model that has no use for a wish passes it over.
 *
 * @param layer block of a transformer whose output is taken, from 0; -1 for the end, and for the
 *     middle of a diffusion model
 * @param pooling of a transformer's tokens
 * @param part of a discriminator that is read
 * @param time of the noise that a diffusion model sees an image under, in (0, 1]
 */
public record Reading(int layer, Pooling pooling, Part part, double time) {
    /** Checks the range. */
    public Reading {
        if (!(time > 0 && time <= 1)) {
            throw UserError.usage("the time must lie in (0, 1], not " + time, "mend --time");
        }
    }

    /** What of a discriminator. */
    public enum Part {
        /** The feature of the momentum discriminator's backbone: what the tables judge. */
        BACKBONE,
        /** The momentum discriminator's embedding, of length 1. */
        EMBEDDING,
        /** The feature of the discriminator of the last step. */
        ONLINE
    }
}
