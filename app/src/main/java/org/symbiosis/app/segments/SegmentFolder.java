package org.symbiosis.app.segments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.symbiosis.UserError;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.Picture;
import org.symbiosis.spectral.SpectralDiagnostics;
import org.symbiosis.spectral.SpectralFeatures;
import org.symbiosis.spectral.segment.Segmentation;
import org.symbiosis.spectral.segment.Segmenter;
import org.symbiosis.train.Progress;

/** A folder of segmentations, a few files for each photograph. */
public final class SegmentFolder {
    private final Path folder;
    private final Set<Export> exports;
    private final Progress progress;
    private final Set<String> written = new HashSet<>();
    private int withSinks;

    /** Writes into a folder, which is made if need be. */
    public SegmentFolder(Path folder, Set<Export> exports, Progress progress) {
        this.folder = folder;
        this.exports = EnumSet.copyOf(exports);
        this.progress = progress;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw UserError.failed(
                    "cannot make the folder " + folder, "choose another one by --out", e);
        }
    }

    /**
     * Segments all images of a source.
     *
     * @return a line of what was found for each image, by the name of its files
     */
    public Map<String, Object> fill(ImageSource source, Segmenter segmenter) {
        Map<String, Object> lines = new LinkedHashMap<>();
        progress.begin("segmenting " + source.name(), 0, source.size());
        for (int i = 0; i < source.size(); i++) {
            long begun = System.nanoTime();
            try {
                Picture photo = source.read(i);
                Segmentation found = segmenter.segment(photo);
                String name = unused(name(source.path(i)));
                exports.forEach(e -> e.write(folder, name, photo, found));
                lines.put(name, line(found));
            } catch (IOException e) {
                progress.message("skipped: " + e.getMessage());
            }
            progress.step(i + 1, source.path(i), 1e9 / (System.nanoTime() - begun));
        }
        progress.end();
        return lines;
    }

    /** Images in which attention sinks dominate. */
    public int withSinks() {
        return withSinks;
    }

    private String line(Segmentation found) {
        var regions = found.places().regions();
        String text = regions.k() + (regions.k() == 1 ? " region" : " regions");
        if (!Double.isNaN(regions.silhouette())) {
            text += ", silhouette %.2f".formatted(regions.silhouette());
        }
        if (!found.names().isEmpty()) {
            text += ": " + RegionNames.line(found);
        }
        if (found.places().spectral().isPresent()) {
            SpectralFeatures f = found.places().spectral().get();
            SpectralDiagnostics d = f.diagnostics();
            withSinks += d.hasSinks() ? 1 : 0;
            text +=
                    ", objective %.4f, %.1f %% of values above 1 (largest %.2f), eigengap %.3g"
                            .formatted(
                                    f.objective(),
                                    100 * d.shareAboveOne(),
                                    d.largestValue(),
                                    d.eigengap());
        }
        return text;
    }

    /** Two images of one name, from different places, get files of their own. */
    private String unused(String name) {
        String free = name;
        for (int n = 2; !written.add(free); n++) {
            free = name + "-" + n;
        }
        return free;
    }

    /** The name of the files of an image: its path without suffix, folders joined by dashes. */
    static String name(String path) {
        String name = path.replaceFirst("\\.[^./\\\\]+$", "").replaceAll("[/\\\\]+", "-");
        return name.replaceAll("^[.-]+", "").isEmpty() ? "image" : name.replaceAll("^[.-]+", "");
    }
}
