package org.symbiosis.app;

import org.symbiosis.data.ImageSource;
import org.symbiosis.data.ImageSources;
import org.symbiosis.data.Subset;
import org.symbiosis.data.rooms.RoomsSources;

/** Where images may lie, as users write it. */
public final class Locations {
    /** What a location may be, for help texts. */
    public static final String HELP =
            "a folder, one image, a .zip or .tar(.gz|.xz), ARCHIVE!FOLDER, CIFAR .bin, IDX, or the"
                    + " embedded 'rooms' (rooms:test, rooms:objects?n=600&size=64, rooms:scenes)";

    private Locations() {}

    /** Opens a location. */
    public static ImageSource open(String location) {
        return RoomsSources.isLocation(location)
                ? RoomsSources.open(location)
                : ImageSources.open(location);
    }

    /** Opens so many of a location's images, balanced over classes; all when there are fewer. */
    public static ImageSource open(String location, int count, long seed) {
        return Subset.balanced(open(location), count, seed);
    }
}
