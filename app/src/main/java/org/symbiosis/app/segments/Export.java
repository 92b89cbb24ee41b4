package org.symbiosis.app.segments;

import java.nio.file.Path;
import org.symbiosis.data.Picture;
import org.symbiosis.data.Pixels;
import org.symbiosis.report.LabelPng;
import org.symbiosis.report.Overlay;
import org.symbiosis.report.Png;
import org.symbiosis.spectral.SpectralFeatures;
import org.symbiosis.spectral.segment.Segmentation;
import org.symbiosis.tensor.Npy;

/** What is written for each photograph. */
public enum Export {
    /** The photograph with its regions in colours: {@code NAME.overlay.png}. */
    OVERLAY {
        @Override
        void write(Path folder, String name, Picture photo, Segmentation found) {
            Png.of(Overlay.DEFAULT.draw(Pixels.image(photo), found.regions()), 1)
                    .write(folder.resolve(name + ".overlay.png"));
        }
    },
    /** Region numbers as pixel values, with a palette: {@code NAME.labels.png}. */
    LABELS {
        @Override
        void write(Path folder, String name, Picture photo, Segmentation found) {
            LabelPng.write(folder.resolve(name + ".labels.png"), found.regions());
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

    /** Writes one photograph's file. */
    abstract void write(Path folder, String name, Picture photo, Segmentation found);

    private static void array(Path file, Segmentation found, float[] values) {
        var grid = found.places().regions().map().grid();
        Npy.write(file, values, grid.rows(), grid.columns(), values.length / grid.size());
    }
}
