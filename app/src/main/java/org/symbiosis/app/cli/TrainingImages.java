package org.symbiosis.app.cli;

import org.symbiosis.app.Locations;
import org.symbiosis.data.ImageSource;

/**
 * Which images a run learns from; noted in its folder, so that it goes on with the same ones.
 *
 * @param location as users write it
 * @param limit most images
 * @param limitSeed decides which
 */
record TrainingImages(String location, int limit, long limitSeed) {
    static final TrainingImages ROOMS = new TrainingImages("rooms", Integer.MAX_VALUE, 0);

    ImageSource open() {
        return Locations.open(location, limit, limitSeed);
    }
}
