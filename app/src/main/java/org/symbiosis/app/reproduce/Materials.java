package org.symbiosis.app.reproduce;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.symbiosis.UserError;

/**
 * Images and models as they were named on the command line; each table knows what is usual for it
 * and opens what it needs.
 *
 * @param data where its images are, those to learn from where some are learnt from
 * @param test where the images to be judged on are, for tables that tell them apart
 * @param images how many of {@code data}
 * @param testImages how many of {@code test}
 * @param models that exist already, in the order of their rows
 * @param autoencoder of models that work on its latents
 * @param texts for tables that are told some
 */
public record Materials(
        Optional<String> data,
        Optional<String> test,
        OptionalInt images,
        OptionalInt testImages,
        List<String> models,
        Optional<String> autoencoder,
        Texts texts) {
    /** Checks the counts and copies the list. */
    public Materials {
        requirePositive("--images", images);
        requirePositive("--test-images", testImages);
        models = List.copyOf(models);
    }

    private static void requirePositive(String option, OptionalInt count) {
        if (count.isPresent() && count.getAsInt() < 1) {
            throw UserError.usage(option + " " + count.getAsInt(), "give at least 1");
        }
    }
}
