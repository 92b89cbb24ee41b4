package org.symbiosis.app.segments;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.symbiosis.UserError;
import org.symbiosis.app.where.ReadableImages;
import org.symbiosis.data.Picture;
import org.symbiosis.data.Pixels;
import org.symbiosis.report.Png;
import org.symbiosis.spectral.EigenPictures;
import org.symbiosis.spectral.SetFeatures;
import org.symbiosis.spectral.regions.Regions;
import org.symbiosis.spectral.segment.Grouping;
import org.symbiosis.spectral.segment.Segmentation;
import org.symbiosis.spectral.segment.SetRegions;

/**
 * A folder of segmentations that were made together: a number means the same region in all images.
 * Of each image the square in the middle has regions.
 *
 * @param folder is there
 * @param exports what is written for each image, beside its eigenvectors
 */
public record SetFolder(Path folder, Set<Export> exports) {
    private static final int SIDE = 224;
    private static final int VECTORS = 3;
    private static final Set<Export> OF_LABELS =
            Set.of(Export.OVERLAY, Export.LABELS, Export.COCO, Export.POLYGONS);

    /** Checks that all exports can be made of a set. */
    public SetFolder {
        for (Export e : exports) {
            if (!OF_LABELS.contains(e)) {
                throw UserError.usage(
                        "--dataset has no " + e.name().toLowerCase(Locale.ROOT),
                        "choose from overlay, labels, coco and polygons: features of the whole set"
                                + " are in set.features.npy, eigenvectors are always drawn");
            }
        }
    }

    /**
     * Writes the files of all images.
     *
     * @return a line for each, by its path
     */
    public Map<String, Object> fill(ReadableImages images, SetFeatures found, SetRegions regions) {
        Map<String, Object> lines = new LinkedHashMap<>();
        List<Picture> vectors =
                found.channels() < VECTORS
                        ? List.of()
                        : EigenPictures.ofSet(found, SIDE, VECTORS).get(0);
        for (int i = 0; i < images.size(); i++) {
            Picture photo = images.picture(i);
            String name = SegmentFolder.name(images.path(i));
            Segmentation one =
                    new Segmentation(
                            regions.whole(i, photo.width(), photo.height()), places(regions, i));
            exports.forEach(e -> e.write(folder, name, photo, one));
            if (!vectors.isEmpty()) {
                Png.of(Pixels.image(vectors.get(i)), 1)
                        .write(folder.resolve(name + ".eigenvectors.png"));
            }
            int here = one.regions().present().length;
            lines.put(images.path(i), "%d of %d regions".formatted(here, regions.k()));
        }
        return lines;
    }

    private static Grouping places(SetRegions regions, int i) {
        return new Grouping(
                new Regions(regions.maps().get(i), List.of()),
                new float[0],
                List.of(),
                Optional.empty(),
                0);
    }
}
