package org.symbiosis.app.segments;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.symbiosis.UserError;
import org.symbiosis.data.Picture;
import org.symbiosis.data.annotated.AnnotatedImages;
import org.symbiosis.data.annotated.AnnotatedObject;
import org.symbiosis.data.annotated.Bsds;
import org.symbiosis.data.annotated.CocoPanoptic;
import org.symbiosis.data.annotated.Labels;

/** Photographs with whatever truth they have: regions by one or more people, names, objects. */
public sealed interface TruthSet {
    /** Number of photographs. */
    int size();

    /** Photograph {@code i}. */
    Picture picture(int i);

    /** File of photograph {@code i}. */
    String path(int i);

    /** The regions that people drew in photograph {@code i}. */
    List<Labels> people(int i);

    /**
     * Opens a folder in one of the layouts that are known.
     *
     * @throws UserError when it is none of them, or a part is missing
     */
    static TruthSet open(Path folder) {
        if (Files.isDirectory(folder.resolve("panoptic"))) {
            return new Panoptic(CocoPanoptic.open(folder));
        }
        if (Files.isDirectory(folder.resolve("segmentations"))) {
            return new Berkeley(Bsds.open(folder));
        }
        throw UserError.usage(
                folder + " is no annotated set that we know",
                "give a folder with images/ and panoptic/ (COCO) or segmentations/ (BSDS500)");
    }

    /**
     * COCO: regions with names, some of them objects.
     *
     * @param set as it is read
     */
    record Panoptic(CocoPanoptic set) implements TruthSet {
        @Override
        public int size() {
            return set.size();
        }

        @Override
        public Picture picture(int i) {
            return set.picture(i);
        }

        @Override
        public String path(int i) {
            return set.images().path(i);
        }

        @Override
        public List<Labels> people(int i) {
            return List.of(set.segmentIds(i));
        }

        /** Names of the pixels, which region measures do without. */
        public AnnotatedImages named() {
            return set;
        }

        /** The objects of photograph {@code i}. */
        public List<AnnotatedObject> objects(int i) {
            return set.objects(i);
        }
    }

    /**
     * BSDS500: regions without names, by several people.
     *
     * @param set as it is read
     */
    record Berkeley(Bsds set) implements TruthSet {
        @Override
        public int size() {
            return set.size();
        }

        @Override
        public Picture picture(int i) {
            return set.picture(i);
        }

        @Override
        public String path(int i) {
            return set.images().path(i);
        }

        @Override
        public List<Labels> people(int i) {
            return set.segmentations(i);
        }
    }
}
