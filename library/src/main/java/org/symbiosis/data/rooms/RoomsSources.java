package org.symbiosis.data.rooms;

/**
 * The embedded data set as image sources.
 *
 * <p>Pictures are kept between runs in the folder named by the system property {@code
 * symbiosis.cache}, else by the variable {@code SYMBIOSIS_CACHE}, else in the user's own cache
 * folder.
 */
public final class RoomsSources {
    private RoomsSources() {}

    /**
     * One piece of furniture a picture, in twelve classes (see {@link Furniture}), as many of each
     * as of any other.
     *
     * @param config gives seed and size
     * @param count number of pictures, at least 1
     */
    public static RoomsSource objects(RoomsConfig config, Split split, int count) {
        if (count < 1 || count > Split.MOST) {
            throw new IllegalArgumentException(
                    "count must lie in 1 .. " + Split.MOST + ", not " + count);
        }
        return new RoomsSource(new ObjectPictures(config.seed(), config.size(), split, count));
    }
}
