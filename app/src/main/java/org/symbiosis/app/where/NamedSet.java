package org.symbiosis.app.where;

import java.nio.file.Files;
import java.nio.file.Path;
import org.symbiosis.UserError;
import org.symbiosis.data.Picture;
import org.symbiosis.data.annotated.AnnotatedImages;
import org.symbiosis.data.annotated.CocoPanoptic;
import org.symbiosis.data.annotated.GroupedImages;
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
    /** What a location may be, for help texts. */
    public static final String HELP =
            "COCO panoptic (images/, panoptic/), its categories joined to 27 groups, or the embedded"
                    + " 'rooms' (rooms:scenes?n=100&size=64&split=test), each room once";

    private static final int USUAL = 320;

    /**
     * Opens a folder, or the embedded rooms.
     *
     * @param limit most images
     * @throws UserError when it is neither, or a part is missing
     */
    public static NamedSet open(String location, int limit) {
        if (limit < 1) {
            throw UserError.usage("--limit " + limit, "choose 1 or more");
        }
        if (RoomsSources.isLocation(location)) {
            AnnotatedImages rooms = RoomsSources.annotated(location);
            int side = Math.min(USUAL, rooms.picture(0).width());
            return new NamedSet(rooms, Math.min(limit, rooms.size()), side);
        }
        Path folder = Path.of(location);
        if (!Files.isDirectory(folder.resolve("panoptic"))) {
            throw UserError.usage(
                    location + " is no set whose pixels have names",
                    "give a folder with images/ and panoptic/ (COCO), or rooms:scenes");
        }
        AnnotatedImages coco = new GroupedImages(CocoPanoptic.open(folder));
        return new NamedSet(coco, Math.min(limit, coco.size()), USUAL);
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
