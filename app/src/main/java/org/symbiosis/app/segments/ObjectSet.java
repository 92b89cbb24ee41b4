package org.symbiosis.app.segments;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import org.symbiosis.UserError;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.Picture;
import org.symbiosis.data.annotated.AnnotatedObject;
import org.symbiosis.data.annotated.CocoInstances;
import org.symbiosis.data.annotated.CocoPanoptic;
import org.symbiosis.data.rooms.AnnotatedRooms;
import org.symbiosis.data.rooms.RoomsSources;

/**
 * Photographs and the objects in them.
 *
 * @param images the photographs
 * @param pictures by their numbers
 * @param truth objects by the numbers of the photographs
 */
public record ObjectSet(
        ImageSource images,
        IntFunction<Picture> pictures,
        IntFunction<List<AnnotatedObject>> truth) {
    /** What a location may be, for help texts. */
    public static final String HELP =
            "COCO (val2017/ and instances_val2017.json, in it or in annotations/), COCO panoptic"
                    + " (images/, panoptic/), or the embedded rooms (rooms:scenes?n=40&size=64)";

    private static final String INSTANCES = "instances_val2017.json";

    /**
     * Opens a folder, or the embedded rooms.
     *
     * @throws UserError when it holds no objects that we can read
     */
    public static ObjectSet open(String location) {
        if (RoomsSources.isLocation(location)) {
            AnnotatedRooms rooms = RoomsSources.annotated(location);
            return new ObjectSet(rooms.images(), rooms::picture, rooms::objects);
        }
        Path folder = Path.of(location);
        if (Files.isDirectory(folder.resolve("panoptic"))) {
            CocoPanoptic coco = CocoPanoptic.open(folder);
            return new ObjectSet(coco.images(), coco::picture, coco::objects);
        }
        for (Path file :
                List.of(
                        folder.resolve(INSTANCES),
                        folder.resolve("annotations").resolve(INSTANCES))) {
            if (Files.isRegularFile(file)) {
                CocoInstances coco = CocoInstances.open(folder.resolve("val2017"), file);
                return new ObjectSet(coco.images(), coco::picture, coco::objects);
            }
        }
        throw UserError.usage(
                location + " is no set with objects that we know",
                "give a folder with val2017/ and " + INSTANCES + ", or images/ and panoptic/");
    }

    /** Number of photographs. */
    public int size() {
        return images.size();
    }
}
