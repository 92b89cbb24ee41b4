package org.symbiosis.app.where;

import java.nio.file.Files;
import java.nio.file.Path;
import org.symbiosis.UserError;
import org.symbiosis.data.annotated.AnnotatedImages;
import org.symbiosis.data.annotated.Cityscapes;
import org.symbiosis.data.annotated.CocoPanoptic;
import org.symbiosis.data.annotated.CocoStuff;
import org.symbiosis.data.annotated.CocoStuff27;
import org.symbiosis.data.annotated.GroupedImages;
import org.symbiosis.data.annotated.LabelMaps;
import org.symbiosis.data.annotated.Voc;
import org.symbiosis.data.rooms.RoomsSources;

/** Sets whose pixels have classes, as users write where they are. */
public final class AnnotatedLocation {
    /** What a location may be, for help texts. */
    public static final String HELP =
            "COCO-Stuff (val2017/, stuffthingmaps/) or COCO panoptic (images/, panoptic/), both in"
                    + " 27 classes, Cityscapes (leftImg8bit/, gtFine/), Pascal VOC (JPEGImages/,"
                    + " SegmentationClass/), your own maps (images/, labels/, classes.txt), or the"
                    + " embedded 'rooms' (rooms:scenes?n=100&size=64&split=test), each room once";

    private static final String LIST = "Coco164kFull_Stuff_Coarse_7.txt";

    private AnnotatedLocation() {}

    /**
     * Opens a folder in one of the layouts that are known, or the embedded rooms.
     *
     * @throws UserError when it is none of them, or a part is missing
     */
    public static AnnotatedImages open(String location) {
        if (RoomsSources.isLocation(location)) {
            return RoomsSources.annotated(location);
        }
        Path folder = Path.of(location);
        if (has(folder, "panoptic")) {
            return new GroupedImages(CocoPanoptic.open(folder));
        }
        if (has(folder, "stuffthingmaps")) {
            return stuff(folder);
        }
        if (has(folder, "leftImg8bit")) {
            return Cityscapes.open(folder, "val");
        }
        if (has(folder, "SegmentationClass")) {
            return Voc.open(folder, "val");
        }
        if (has(folder, "labels")) {
            return LabelMaps.open(folder);
        }
        throw UserError.usage(
                location + " is no set whose pixels have names",
                "give a folder of COCO, Cityscapes, VOC, images/ with labels/, or rooms:scenes");
    }

    private static boolean has(Path folder, String part) {
        return Files.isDirectory(folder.resolve(part));
    }

    /** The 2,175 images of the usual test where their list is there, else all. */
    private static AnnotatedImages stuff(Path folder) {
        Path images = folder.resolve("val2017");
        Path maps = folder.resolve("stuffthingmaps").resolve("val2017");
        Path list = folder.resolve(LIST);
        return CocoStuff27.of(
                Files.isRegularFile(list)
                        ? CocoStuff.open(images, maps, list)
                        : CocoStuff.open(images, maps));
    }
}
