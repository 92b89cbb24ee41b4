package org.symbiosis.app.reproduce;

import org.symbiosis.UserError;
import org.symbiosis.app.Locations;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.ImageSources;

/**
 * Labelled images to learn from and others of the same classes to be judged on, opened for an
 * assignment; by default those of the embedded rooms.
 *
 * @param train images to learn from
 * @param test images to be judged on
 */
record Judged(ImageSource train, ImageSource test) implements AutoCloseable {
    private static final String ROOMS = "rooms";

    /**
     * Opens what an assignment names.
     *
     * @throws UserError when images are not labelled, the classes differ, or there is nothing to be
     *     judged on
     */
    static Judged open(Assignment a) {
        return open(a, a.scale().trainImages(), a.scale().testImages());
    }

    /**
     * As {@link #open(Assignment)}.
     *
     * @param trainImages most images to learn from, unless the assignment says how many
     * @param testImages most images to be judged on, unless the assignment says how many
     */
    static Judged open(Assignment a, int trainImages, int testImages) {
        Materials m = a.materials();
        String known = m.data().orElse(ROOMS);
        String asked = m.test().orElseGet(() -> testOf(known));
        ImageSource train = some(known, m.images().orElse(trainImages));
        try {
            ImageSource test = some(asked, m.testImages().orElse(testImages));
            if (!test.classes().equals(train.classes())) {
                test.close();
                throw UserError.usage(
                        test.name() + " has other classes than " + train.name(),
                        "give training and test images of the same classes");
            }
            return new Judged(train, test);
        } catch (UserError e) {
            train.close();
            throw e;
        }
    }

    private static String testOf(String data) {
        if (!data.equals(ROOMS)) {
            throw UserError.usage("no test images", "give some of the same classes by --test");
        }
        return "rooms:test";
    }

    private static ImageSource some(String location, int count) {
        return ImageSources.requireLabels(Locations.open(location, count, 0));
    }

    /** Images in words: how many of what. */
    String words() {
        return train.size() + " of " + train.name() + ", tested on " + test.size();
    }

    /** All that results depend on, of images that are taken in their order. */
    String identity() {
        return "%d of %s, tested on %d of %s"
                .formatted(train.size(), train.name(), test.size(), test.name());
    }

    @Override
    public void close() {
        train.close();
        test.close();
    }
}
