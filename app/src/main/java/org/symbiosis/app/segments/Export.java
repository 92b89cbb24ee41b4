package org.symbiosis.app.segments;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.symbiosis.data.Picture;
import org.symbiosis.data.Pixels;
import org.symbiosis.data.annotated.RunLength;
import org.symbiosis.eval.segments.Detection;
import org.symbiosis.eval.segments.SegmentFiles;
import org.symbiosis.report.Bitmaps;
import org.symbiosis.report.LabelPng;
import org.symbiosis.report.Overlay;
import org.symbiosis.report.Png;
import org.symbiosis.spectral.EigenPictures;
import org.symbiosis.spectral.SpectralFeatures;
import org.symbiosis.spectral.regions.Mask;
import org.symbiosis.spectral.regions.Proposals.Proposal;
import org.symbiosis.spectral.segment.Segmentation;
import org.symbiosis.tensor.Npy;

/** What is written for each photograph. */
public enum Export {
    /** The photograph with its regions in colours, and their names: {@code NAME.overlay.png}. */
    OVERLAY {
        @Override
        void write(Path folder, String name, Picture photo, Segmentation found) {
            Overlay overlay = Overlay.DEFAULT.withNames(RegionNames.byNumber(found));
            Png.of(overlay.draw(Pixels.image(photo), found.regions()), 1)
                    .write(folder.resolve(name + ".overlay.png"));
        }
    },
    /** Names of the regions with scores, boxes and areas: {@code NAME.names.json}. */
    NAMES {
        @Override
        void write(Path folder, String name, Picture photo, Segmentation found) {
            if (!found.names().isEmpty()) {
                RegionNames.write(folder.resolve(name + ".names.json"), found);
            }
        }
    },
    /** Region numbers as pixel values, with a palette: {@code NAME.labels.png}. */
    LABELS {
        @Override
        void write(Path folder, String name, Picture photo, Segmentation found) {
            LabelPng.write(folder.resolve(name + ".labels.png"), found.regions());
        }
    },
    /** Regions as run lengths, as COCO writes results: {@code NAME.coco.json}. */
    COCO {
        @Override
        void write(Path folder, String name, Picture photo, Segmentation found) {
            SegmentFiles.writeCoco(
                    folder.resolve(name + ".coco.json"), List.of(regions(name, found)));
        }
    },
    /** Regions as polygons, corners within a pixel: {@code NAME.polygons.json}. */
    POLYGONS {
        @Override
        void write(Path folder, String name, Picture photo, Segmentation found) {
            SegmentFiles.writePolygons(
                    folder.resolve(name + ".polygons.json"), List.of(regions(name, found)), 1);
        }
    },
    /**
     * Masks that may be objects, with scores, as COCO writes results: {@code NAME.objects.json}.
     */
    OBJECTS {
        @Override
        void write(Path folder, String name, Picture photo, Segmentation found) {
            List<Detection> objects = new ArrayList<>();
            for (Proposal p : found.places().objects()) {
                Mask mask = p.mask().resized(photo.height(), photo.width());
                RunLength runs =
                        RunLength.of(photo.width(), photo.height(), at -> mask.places().get(at));
                objects.add(Detection.of(1, p.score(), runs));
            }
            SegmentFiles.writeCoco(
                    folder.resolve(name + ".objects.json"),
                    List.of(new SegmentFiles.Found(0, name, objects)));
        }
    },
    /** Three eigenvectors of a spectral method as colours: {@code NAME.eigenvectors.png}. */
    PICTURE {
        @Override
        void write(Path folder, String name, Picture photo, Segmentation found) {
            found.places()
                    .spectral()
                    .map(f -> Bitmaps.enlarged(Pixels.image(EigenPictures.ofImage(f)), ENLARGED))
                    .ifPresent(
                            drawn ->
                                    Png.of(drawn, 1)
                                            .write(folder.resolve(name + ".eigenvectors.png")));
        }
    },
    /** What was clustered, rows x columns x channels: {@code NAME.features.npy}. */
    FEATURES {
        @Override
        void write(Path folder, String name, Picture photo, Segmentation found) {
            float[] features = found.places().features();
            if (features.length > 0) {
                array(folder.resolve(name + ".features.npy"), found, features);
            }
        }
    },
    /** Eigenvectors of a spectral method: {@code NAME.eigenvectors.npy}. */
    EIGENVECTORS {
        @Override
        void write(Path folder, String name, Picture photo, Segmentation found) {
            found.places()
                    .spectral()
                    .map(SpectralFeatures::eigenvectors)
                    .ifPresent(
                            vectors ->
                                    array(
                                            folder.resolve(name + ".eigenvectors.npy"),
                                            found,
                                            vectors));
        }
    };

    private static final int ENLARGED = 16;

    private static SegmentFiles.Found regions(String name, Segmentation found) {
        List<Detection> regions = new ArrayList<>();
        for (int id : found.regions().present()) {
            regions.add(Detection.of(id, 1, RunLength.of(found.regions(), id)));
        }
        return new SegmentFiles.Found(0, name, regions);
    }

    /** Writes one photograph's file. */
    abstract void write(Path folder, String name, Picture photo, Segmentation found);

    private static void array(Path file, Segmentation found, float[] values) {
        var grid = found.places().regions().map().grid();
        Npy.write(file, values, grid.rows(), grid.columns(), values.length / grid.size());
    }
}
