package org.symbiosis.app.relight;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.symbiosis.UserError;
import org.symbiosis.data.lit.LitScenes;
import org.symbiosis.data.lit.LitSources;
import org.symbiosis.data.rooms.RoomsSources;
import org.symbiosis.eval.intrinsic.JudgedPhotos;
import org.symbiosis.eval.intrinsic.JudgedPhotos.Photo;
import org.symbiosis.eval.intrinsic.JudgedPhotos.Split;

/**
 * Where pictures with judgements of lightness lie: a folder of Intrinsic Images in the Wild, or
 * scenes under several lights. Its pictures are to be had until it is closed.
 */
public final class JudgedPlace implements AutoCloseable {
    private final String root;
    private final LitScenes scenes; // or null
    private final JudgedPhotos photos;

    private JudgedPlace(String root, LitScenes scenes, JudgedPhotos photos) {
        this.root = root;
        this.scenes = scenes;
        this.photos = photos;
    }

    /** Whether a location is a folder of photographs, not of scenes. */
    public static boolean isPhotographs(String location) {
        try {
            return !RoomsSources.isLocation(location) && JudgedPhotos.isFolder(Path.of(location));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /**
     * Opens a location.
     *
     * @param split which photographs; scenes are named by the location itself
     * @param lights of scenes, how many of each
     * @throws UserError when it does not exist, or holds neither scenes nor such photographs
     */
    public static JudgedPlace open(String location, Split split, int lights) {
        if (isPhotographs(location)) {
            return new JudgedPlace(location, null, JudgedPhotos.inFolder(Path.of(location), split));
        }
        LitScenes scenes = LitSources.open(location);
        String root = RoomsSources.isLocation(location) ? "rooms" : scenes.name();
        return new JudgedPlace(root, scenes, JudgedPhotos.of(scenes, lights));
    }

    /** The pictures that were judged; none where nobody judged the scenes. */
    public JudgedPhotos photos() {
        return photos;
    }

    /** The scenes, where it holds such. */
    public Optional<LitScenes> scenes() {
        return Optional.ofNullable(scenes);
    }

    /** How it is called in messages. */
    public String name() {
        return scenes == null ? root : scenes.name();
    }

    /** How many of this one's judged pictures are of the other as well. */
    public long sharedWith(JudgedPlace other) {
        if (!root.equals(other.root)) {
            return 0;
        }
        Set<String> names = new HashSet<>();
        other.photos.photos().forEach(photo -> names.add(photo.name()));
        return photos.photos().stream().map(Photo::name).filter(names::contains).count();
    }

    @Override
    public void close() {
        if (scenes != null) {
            scenes.close();
        }
    }
}
