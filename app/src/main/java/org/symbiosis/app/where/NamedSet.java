package org.symbiosis.app.where;

import org.symbiosis.UserError;
import org.symbiosis.data.Picture;
import org.symbiosis.data.annotated.AnnotatedImages;
import org.symbiosis.data.annotated.Labels;
import org.symbiosis.data.rooms.RoomsSources;

/**
 * The first images of a set, of which the square in the middle counts.
 *
 * @param all of the set, with a class for each pixel
 * @param images how many count
 * @param side of the squares on which labels are compared, in pixels
 */
public record NamedSet(AnnotatedImages all, int images, int side) {
    private static final int USUAL = 320;

    /**
     * Opens what {@link AnnotatedLocation} knows; real images are judged at 320 pixels.
     *
     * @param limit most images
     * @throws UserError when it is no such set, or a part is missing
     */
    public static NamedSet open(String location, int limit) {
        if (limit < 1) {
            throw UserError.usage("--limit " + limit, "choose 1 or more");
        }
        AnnotatedImages all = AnnotatedLocation.open(location);
        int side = RoomsSources.isLocation(location) ? all.picture(0).width() : USUAL;
        return new NamedSet(all, Math.min(limit, all.size()), Math.min(USUAL, side));
    }

    /** Number of classes. */
    public int classes() {
        return all.categories().size();
    }

    /** Image {@code i}, whole. */
    public Picture picture(int i) {
        return all.picture(i);
    }

    /** Classes of the pixels of image {@code i}, {@code side} x {@code side}. */
    public Labels labels(int i) {
        return all.labels(i).square(side);
    }

    /** In words. */
    public String name() {
        return "%d images of %s, %d classes".formatted(images, all.images().name(), classes());
    }
}
