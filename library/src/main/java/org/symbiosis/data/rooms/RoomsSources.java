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
        return objects(config, split, count, Label.SUBJECT);
    }

    /** The same with another label as the class. */
    public static RoomsSource objects(RoomsConfig config, Split split, int count, Label label) {
        requireCount(count);
        View view = new ObjectPictures(config.seed(), config.size(), split, count);
        return new RoomsSource(view, label);
    }

    /** Every lighting of every room of the split; the type of room is the class. */
    public static RoomsSource scenes(RoomsConfig config, Split split) {
        return scenes(config, split, Label.SUBJECT);
    }

    /** The same with another label as the class. */
    public static RoomsSource scenes(RoomsConfig config, Split split, Label label) {
        return new RoomsSource(new ScenePictures(config, split, config.scenes(split)), label);
    }

    /** Whether a location means the embedded data set: {@code rooms}, {@code rooms:...}. */
    public static boolean isLocation(String location) {
        return RoomsLocation.matches(location);
    }

    /**
     * Opens a location of the embedded data set.
     *
     * <pre>
     * rooms                                  6000 objects of 32 pixels to train on
     * rooms:test                             1200 objects of other rooms
     * rooms:objects?n=600&amp;size=64&amp;seed=3&amp;split=test&amp;label=wall
     * rooms:scenes?n=40&amp;size=64&amp;seed=3&amp;split=train&amp;mixtures=5&amp;probe=ball&amp;label=light
     * </pre>
     *
     * <p>{@code n} counts objects or rooms; {@code split} is train, test or extra; {@code label} is
     * subject, wall, floor or light.
     *
     * @throws org.symbiosis.UserError when a key or value is wrong, naming it and what is right
     */
    public static RoomsSource open(String location) {
        return RoomsLocation.parse(location).open();
    }

    /**
     * Opens the rooms of a location with the truth about their pixels, each room once. {@code
     * rooms} alone means those of the test split.
     *
     * @throws org.symbiosis.UserError when a key or value is wrong, or it names single pieces
     */
    public static AnnotatedRooms annotated(String location) {
        return RoomsLocation.parse(location).annotated();
    }

    /**
     * Opens the rooms of a location, each under all its lights. {@code rooms} alone means those of
     * the training split.
     *
     * @throws org.symbiosis.UserError when a key or value is wrong, or it names single pieces
     */
    public static LitRooms lit(String location) {
        return RoomsLocation.parse(location).lit();
    }

    private static void requireCount(int count) {
        if (count < 1 || count > Split.MOST) {
            throw new IllegalArgumentException(
                    "n must lie in 1 .. " + Split.MOST + ", not " + count);
        }
    }
}
