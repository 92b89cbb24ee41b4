package org.symbiosis.app.where;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.symbiosis.UserError;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.Picture;
import org.symbiosis.train.Progress;

/** The images of some sources that can be read, in order. */
public final class ReadableImages {
    private final List<Place> places = new ArrayList<>();

    private record Place(ImageSource source, int i) {}

    /**
     * Tries all images once.
     *
     * @param sources stay the caller's
     * @param progress hears of those that are skipped
     * @throws UserError when none can be read
     */
    public ReadableImages(List<ImageSource> sources, Progress progress) {
        for (ImageSource source : sources) {
            for (int i = 0; i < source.size(); i++) {
                try {
                    source.read(i);
                    places.add(new Place(source, i));
                } catch (IOException e) {
                    progress.message("skipped: " + e.getMessage());
                }
            }
        }
        if (places.isEmpty()) {
            throw UserError.failed("none of the images could be read", "see the messages above");
        }
    }

    /** Number of images. */
    public int size() {
        return places.size();
    }

    /** Path of an image in its source. */
    public String path(int image) {
        Place place = places.get(image);
        return place.source().path(place.i());
    }

    /** An image. */
    public Picture picture(int image) {
        Place place = places.get(image);
        try {
            return place.source().read(place.i());
        } catch (IOException e) {
            throw UserError.failed(e.getMessage(), "it could be read a moment ago: try again", e);
        }
    }

    /** All paths, for what identifies the set. */
    public List<String> paths() {
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            paths.add(path(i));
        }
        return paths;
    }
}
