package org.symbiosis.app.generate;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.symbiosis.UserError;
import org.symbiosis.diffusion.DiffusionFile.Weights;
import org.symbiosis.diffusion.SamplingConfig;

/**
 * How pictures are wanted. A kind of generator that has no use for a wish refuses it.
 *
 * @param sampler by its name on the command line; the usual one when empty
 * @param steps calls of the network for a picture; the usual number when empty
 * @param guidance w of classifier-free guidance, 0 for none
 * @param weights running mean or last step
 * @param autoencoder of models that work on latents
 * @param standing fresh batches whose mean replaces a GAN's running statistics; none when empty
 * @param seed of all pictures
 * @param lanes pictures in one call of the network; another number changes last digits
 */
public record Wishes(
        Optional<String> sampler,
        OptionalInt steps,
        double guidance,
        Weights weights,
        Optional<Path> autoencoder,
        OptionalInt standing,
        long seed,
        int lanes) {
    /** Checks the number of batches. */
    public Wishes {
        if (standing.isPresent() && standing.getAsInt() < 1) {
            throw UserError.usage(
                    "--standing " + standing.getAsInt(), "give 1 batch or more; 16 is usual");
        }
    }

    /**
     * Refuses what only batch statistics are asked for.
     *
     * @throws UserError when standing statistics are wished for
     */
    public void refuseStanding() {
        if (standing.isPresent()) {
            throw UserError.usage(
                    "--standing gathers the batch statistics of a GAN, and this model has none",
                    "leave it out");
        }
    }

    /** The usual way, from this seed. */
    public static Wishes usual(long seed) {
        return new Wishes(
                Optional.empty(),
                OptionalInt.empty(),
                0,
                Weights.MEAN,
                Optional.empty(),
                OptionalInt.empty(),
                seed,
                SamplingConfig.USUAL_LANES);
    }
}
