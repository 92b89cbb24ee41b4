package org.symbiosis.app.segments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.symbiosis.UserError;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.LoaderConfig.OnCorrupt;
import org.symbiosis.data.Picture;
import org.symbiosis.eval.Parallel;
import org.symbiosis.spectral.SpectralDiagnostics;
import org.symbiosis.spectral.SpectralFeatures;
import org.symbiosis.spectral.segment.PatchReader;
import org.symbiosis.spectral.segment.Segmentation;
import org.symbiosis.spectral.segment.Segmenter;
import org.symbiosis.tensor.Engine;
import org.symbiosis.train.Progress;

/** A folder of segmentations, a few files for each photograph. */
public final class SegmentFolder {
    private final Path folder;
    private final Set<Export> exports;
    private final OnCorrupt onCorrupt;
    private final Progress progress;
    private final Set<String> written = new HashSet<>();
    private int withSinks;

    /**
     * Writes into a folder, which is made if need be.
     *
     * @param onCorrupt what happens with images that cannot be read
     */
    public SegmentFolder(Path folder, Set<Export> exports, OnCorrupt onCorrupt, Progress progress) {
        this.folder = folder;
        this.exports = EnumSet.copyOf(exports);
        this.onCorrupt = onCorrupt;
        this.progress = progress;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw UserError.failed(
                    "cannot make the folder " + folder, "choose another one by --out", e);
        }
    }

    /**
     * Segments all images of a source, as many at a time as there are cores; files and lines are
     * the same for any number of them.
     *
     * @return a line of what was found for each image, by the name of its files
     * @throws UserError when an image cannot be read and none is to be skipped
     */
    public Map<String, Object> fill(ImageSource source, Segmenter segmenter) {
        Line[] found = new Line[source.size()];
        String[] names = new String[found.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = unused(name(source.path(i)));
        }
        AtomicInteger done = new AtomicInteger();
        progress.begin("segmenting " + source.name(), 0, found.length);
        long begun = System.nanoTime();
        Parallel.each(
                // A denoiser's pass takes gigabytes, and its graphs as much again: one at a time.
                segmenter.reader() instanceof PatchReader ? Engine.cores() : 1,
                found.length,
                i -> {
                    Engine.useThreads(1);
                    found[i] = one(source, i, names[i], segmenter);
                    synchronized (progress) {
                        int n = done.incrementAndGet();
                        double speed = n * 1e9 / (System.nanoTime() - begun);
                        progress.step(n, source.path(i), speed);
                    }
                });
        progress.end();
        Map<String, Object> lines = new LinkedHashMap<>();
        for (int i = 0; i < found.length; i++) {
            if (found[i] != null) {
                lines.put(names[i], found[i].text());
                withSinks += found[i].hasSinks() ? 1 : 0;
            }
        }
        return lines;
    }

    /** What is said of an image. */
    private record Line(String text, boolean hasSinks) {}

    /** Segments an image; null where it cannot be read and is skipped. */
    private Line one(ImageSource source, int i, String name, Segmenter segmenter) {
        try {
            Picture photo = source.read(i);
            Segmentation found = segmenter.segment(photo);
            exports.forEach(e -> e.write(folder, name, photo, found));
            return line(found);
        } catch (IOException e) {
            if (onCorrupt == OnCorrupt.FAIL) {
                throw UserError.failed(e.getMessage(), "mend or remove it, or skip such images", e);
            }
            synchronized (progress) {
                progress.message("skipped: " + e.getMessage());
            }
            return null;
        }
    }

    /** Images in which attention sinks dominate. */
    public int withSinks() {
        return withSinks;
    }

    private static Line line(Segmentation found) {
        boolean hasSinks = false;
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
            hasSinks = d.hasSinks();
            text +=
                    ", objective %.4f, %.1f %% of values above 1 (largest %.2f), eigengap %.3g"
                            .formatted(
                                    f.objective(),
                                    100 * d.shareAboveOne(),
                                    d.largestValue(),
                                    d.eigengap());
        }
        return new Line(text, hasSinks);
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
