package org.symbiosis.data.lit;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.symbiosis.UserError;
import org.symbiosis.data.rooms.RoomsSources;

/** Opens whatever holds scenes under several lights. */
public final class LitSources {
    private LitSources() {}

    /**
     * Opens a location.
     *
     * <pre>
     * rooms                                240 rooms of 64 pixels under 25 lights to train on
     * rooms:test                           30 others
     * rooms:scenes?n=40&amp;size=64&amp;seed=3&amp;split=train&amp;mixtures=5&amp;probe=ball
     * FOLDER                               a folder of folders of pictures, or a zip of such
     * FOLDER?split=test&amp;mip=5&amp;curve=linear
     * </pre>
     *
     * @throws UserError when it does not exist, holds no scene, or a key or value is wrong
     */
    public static LitScenes open(String location) {
        if (RoomsSources.isLocation(location)) {
            return RoomsSources.lit(location);
        }
        LitLocation parsed = LitLocation.parse(location);
        try {
            return LitFolders.open(
                    Path.of(parsed.place()), parsed.split(), parsed.mip(), parsed.curve());
        } catch (InvalidPathException e) {
            throw UserError.usage("there is no " + location, "check the path", e);
        }
    }
}
