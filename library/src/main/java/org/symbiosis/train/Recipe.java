package org.symbiosis.train;

/**
 * All that a run is made from besides its images: model, preparation and training, as one record
 * that is kept beside the run as YAML.
 *
 * @param <R> the recipe itself
 */
public interface Recipe<R extends Recipe<R>> {
    /** The same for so many passes over the images, its learning rate stretched to fit. */
    R withEpochs(double epochs);

    /** The same from another seed. */
    R withSeed(long seed);
}
