package org.symbiosis.app.segments;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.symbiosis.UserError;
import org.symbiosis.app.where.AnnotatedLocation;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.Picture;
import org.symbiosis.data.annotated.AnnotatedImages;
import org.symbiosis.data.annotated.AnnotatedObject;
import org.symbiosis.data.annotated.Bsds;
import org.symbiosis.data.annotated.CocoPanoptic;
import org.symbiosis.data.annotated.Labels;
import org.symbiosis.data.rooms.AnnotatedRooms;
import org.symbiosis.data.rooms.RoomsSources;

/** Photographs with whatever truth they have: regions by one or more people, names, objects. */
public sealed interface TruthSet {
    /** The photographs. */
    ImageSource images();

    /** Number of photographs. */
    default int size() {
        return images().size();
    }

    /** Photograph {@code i}. */
    Picture picture(int i);

    /** File of photograph {@code i}. */
    default String path(int i) {
        return images().path(i);
    }

    /** Number of names that regions can have; 0 where they have none. */
    default int categories() {
        return 0;
    }

    /** The regions that people drew in photograph {@code i}. */
    List<Labels> people(int i);

    /**
     * All that is known of one photograph.
     *
     * @param people regions by each person
     * @param names category of each pixel, where regions have names
     * @param objects of the photograph; none where regions have no names
     */
    record Truth(List<Labels> people, Optional<Labels> names, List<AnnotatedObject> objects) {}

    /** Reads all that is known of photograph {@code i}. */
    default Truth truth(int i) {
        return new Truth(people(i), Optional.empty(), List.of());
    }

    /**
     * Opens a folder in one of the layouts that are known, or the embedded rooms.
     *
     * @throws UserError when it is none of them, or a part is missing
     */
    static TruthSet open(String location) {
        if (RoomsSources.isLocation(location)) {
            AnnotatedRooms rooms = RoomsSources.annotated(location);
            return new Named(rooms, rooms::objects);
        }
        Path folder = Path.of(location);
        if (Files.isDirectory(folder.resolve("panoptic"))) {
            return new Panoptic(CocoPanoptic.open(folder));
        }
        if (Files.isDirectory(folder.resolve("segmentations"))) {
            return new Berkeley(Bsds.open(folder));
        }
        if (Stream.of("SegmentationClass", "leftImg8bit", "stuffthingmaps", "labels")
                .anyMatch(part -> Files.isDirectory(folder.resolve(part)))) {
            return new Named(AnnotatedLocation.open(location), i -> List.of());
        }
        throw UserError.usage(
                folder + " is no annotated set that we know",
                "give a folder with images/ and panoptic/ (COCO) or segmentations/ (BSDS500), of"
                        + " VOC, Cityscapes or COCO-Stuff, or rooms:scenes");
    }

    /**
     * COCO: regions with names, some of them objects.
     *
     * @param set as it is read
     */
    record Panoptic(CocoPanoptic set) implements TruthSet {
        @Override
        public ImageSource images() {
            return set.images();
        }

        @Override
        public Picture picture(int i) {
            return set.picture(i);
        }

        @Override
        public List<Labels> people(int i) {
            return List.of(set.segmentIds(i));
        }

        @Override
        public Truth truth(int i) {
            return new Truth(people(i), Optional.of(set.labels(i)), set.objects(i));
        }

        @Override
        public int categories() {
            return set.categories().size();
        }
    }

    /**
     * Pixels with names, whose regions are what is named alike.
     *
     * @param set as it is read
     * @param objects of a photograph by its number; none where they are not told apart
     */
    record Named(AnnotatedImages set, IntFunction<List<AnnotatedObject>> objects)
            implements TruthSet {
        @Override
        public ImageSource images() {
            return set.images();
        }

        @Override
        public Picture picture(int i) {
            return set.picture(i);
        }

        @Override
        public List<Labels> people(int i) {
            return List.of(set.labels(i));
        }

        @Override
        public int categories() {
            return set.categories().size();
        }

        @Override
        public Truth truth(int i) {
            return new Truth(people(i), Optional.of(set.labels(i)), objects.apply(i));
        }
    }

    /**
     * BSDS500: regions without names, by several people.
     *
     * @param set as it is read
     */
    record Berkeley(Bsds set) implements TruthSet {
        @Override
        public ImageSource images() {
            return set.images();
        }

        @Override
        public Picture picture(int i) {
            return set.picture(i);
        }

        @Override
        public List<Labels> people(int i) {
            return set.segmentations(i);
        }
    }
}
