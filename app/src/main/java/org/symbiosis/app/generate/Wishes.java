package org.symbiosis.app.generate;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
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
 * @param seed of all pictures
 * @param lanes pictures in one call of the network; another number changes last digits
 */
public record Wishes(
        Optional<String> sampler,
        OptionalInt steps,
        double guidance,
        Weights weights,
        Optional<Path> autoencoder,
        long seed,
        int lanes) {
    /** The usual way, from this seed. */
    public static Wishes usual(long seed) {
        return new Wishes(
                Optional.empty(),
                OptionalInt.empty(),
                0,
                Weights.MEAN,
                Optional.empty(),
                seed,
                SamplingConfig.USUAL_LANES);
    }
}
