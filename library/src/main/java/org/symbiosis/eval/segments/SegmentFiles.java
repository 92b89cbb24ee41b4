package org.symbiosis.eval.segments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.symbiosis.AtomicFile;
import org.symbiosis.data.annotated.Box;
import org.symbiosis.data.annotated.Outline;
import org.symbiosis.data.annotated.RunLength;

/** Segments as the JSON files that other programs read; masks in the image's own resolution. */
public final class SegmentFiles {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SegmentFiles() {}

    /**
     * What was found in an image.
     *
     * @param id of the image in COCO's annotations, or any other number
     * @param name of its file
     * @param detections whose category is the number to be written
     */
    public record Found(long id, String name, List<Detection> detections) {
        /** Keeps its own list. */
        public Found {
            detections = List.copyOf(detections);
        }
    }

    /**
     * Writes COCO's results: a list of {@code image_id}, {@code category_id}, {@code bbox}, {@code
     * score} and {@code segmentation} with compressed run lengths.
     */
    public static void writeCoco(Path file, List<Found> images) {
        List<Map<String, Object>> results = new ArrayList<>();
        for (Found image : images) {
            for (Detection d : image.detections()) {
                RunLength mask = d.mask();
                Map<String, Object> segmentation = new LinkedHashMap<>();
                segmentation.put("size", new int[] {mask.height(), mask.width()});
                segmentation.put("counts", mask.compressed());
                Map<String, Object> result = new LinkedHashMap<>();
                result.put("image_id", image.id());
                result.put("category_id", d.category());
                result.put("bbox", box(d.box()));
                result.put("score", d.score());
                result.put("segmentation", segmentation);
                results.add(result);
            }
        }
        write(file, results);
    }

    /**
     * Writes polygons: a list of images, each with its size and the pieces of each object as rings
     * of {@code [x, y]}, one around it and one around each hole.
     *
     * @param tolerance in pixels that corners may be off, 0 for exact outlines
     */
    public static void writePolygons(Path file, List<Found> images, double tolerance) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Found image : images) {
            List<Map<String, Object>> objects = new ArrayList<>();
            for (Detection d : image.detections()) {
                Map<String, Object> object = new LinkedHashMap<>();
                object.put("category", d.category());
                object.put("score", d.score());
                object.put("box", box(d.box()));
                object.put(
                        "polygons",
                        Outline.of(d.mask()).stream()
                                .map(o -> polygon(o.simplified(tolerance)))
                                .toList());
                objects.add(object);
            }
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("id", image.id());
            entry.put("image", image.name());
            if (!image.detections().isEmpty()) {
                RunLength first = image.detections().get(0).mask();
                entry.put("width", first.width());
                entry.put("height", first.height());
            }
            entry.put("objects", objects);
            all.add(entry);
        }
        write(file, all);
    }

    private static double[] box(Box b) {
        return new double[] {b.x(), b.y(), b.width(), b.height()};
    }

    private static Map<String, Object> polygon(Outline outline) {
        Map<String, Object> polygon = new LinkedHashMap<>();
        polygon.put("outer", ring(outline.outer()));
        polygon.put("holes", outline.holes().stream().map(SegmentFiles::ring).toList());
        return polygon;
    }

    private static List<int[]> ring(List<Outline.Corner> corners) {
        return corners.stream().map(c -> new int[] {c.x(), c.y()}).toList();
    }

    private static void write(Path file, Object content) {
        try {
            AtomicFile.write(file, JSON.writeValueAsBytes(content));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers and texts are always JSON", e);
        }
    }
}
