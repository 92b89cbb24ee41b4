package org.symbiosis.data.annotated;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.symbiosis.UserError;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.Picture;

/**
 * COCO's objects: a box and a mask for each, and marked crowds.
 *
 * <p>Masks are written as polygons, or as run lengths, compressed or not. Objects may overlap, so
 * there is no map of the image.
 */
public final class CocoInstances {
    private static final String SET = "COCO instances";

    private final AnnotationFile file;
    private final ImageFiles images;
    private final List<Category> categories;
    private final List<Entry> entries;

    /** What the annotation file says about an image. */
    private record Entry(int id, int width, int height, List<Annotated> objects) {}

    /** An object whose mask is decoded when it is asked for. */
    private record Annotated(
            int category, Box box, double area, AnnotatedObject.Extent extent, Mask mask) {}

    /** A mask as the file has it. */
    private sealed interface Mask {
        record Polygons(List<double[]> corners) implements Mask {}

        record Compressed(String counts) implements Mask {}

        @SuppressWarnings("ArrayRecordComponent")
        record Counts(int[] counts) implements Mask {}
    }

    private CocoInstances(
            AnnotationFile file,
            ImageFiles images,
            List<Category> categories,
            List<Entry> entries) {
        this.file = file;
        this.images = images;
        this.categories = categories;
        this.entries = entries;
    }

    /**
     * All images of an annotation file, also those without objects.
     *
     * @param images such as {@code val2017}
     * @param annotations such as {@code annotations/instances_val2017.json}
     * @throws UserError when one of them is missing or not what it should be
     */
    public static CocoInstances open(Path images, Path annotations) {
        SetFolder.folder(images, SET);
        AnnotationFile file = new AnnotationFile(SetFolder.file(annotations, SET));
        CategoryTable table = new CategoryTable(file);
        List<String> paths = new ArrayList<>();
        Map<Integer, Entry> byId = new HashMap<>();
        List<Entry> entries = new ArrayList<>();
        file.read(
                Map.of(
                        "categories",
                        table::add,
                        "images",
                        e -> {
                            Entry entry = image(file, e);
                            paths.add(
                                    SetFolder.inside(
                                            images, file.text(e, "file_name"), annotations));
                            entries.add(entry);
                            byId.put(entry.id(), entry);
                        }));
        // The lists may come in any order, so the objects are read once all else is known.
        file.read(
                Map.of(
                        "annotations",
                        e -> {
                            Entry entry = byId.get(file.integer(e, "image_id"));
                            if (entry == null) {
                                throw SetFolder.contradiction(
                                        annotations,
                                        "there is no image " + file.integer(e, "image_id"));
                            }
                            entry.objects().add(object(file, table, e));
                        }));
        if (entries.isEmpty()) {
            throw SetFolder.contradiction(annotations, "it names no image");
        }
        return new CocoInstances(file, new ImageFiles(images, paths), table.all(), entries);
    }

    private static Entry image(AnnotationFile file, JsonNode e) {
        int width = file.integer(e, "width");
        int height = file.integer(e, "height");
        if (width < 1 || height < 1 || (long) width * height > Integer.MAX_VALUE / 8) {
            throw SetFolder.contradiction(
                    file.path(), "there is no image of " + width + " x " + height);
        }
        return new Entry(file.integer(e, "id"), width, height, new ArrayList<>());
    }

    private static Annotated object(AnnotationFile file, CategoryTable table, JsonNode e) {
        return new Annotated(
                table.place(file.integer(e, "category_id")),
                file.box(e, "bbox"),
                file.number(e, "area"),
                file.extent(e),
                mask(file, e.path("segmentation")));
    }

    private static Mask mask(AnnotationFile file, JsonNode s) {
        if (s.isArray()) {
            List<double[]> polygons = new ArrayList<>();
            for (JsonNode polygon : s) {
                double[] xy = new double[polygon.size()];
                for (int i = 0; i < xy.length; i++) {
                    xy[i] = polygon.get(i).asDouble(Double.NaN);
                }
                polygons.add(xy);
            }
            return new Mask.Polygons(polygons);
        }
        JsonNode counts = s.path("counts");
        if (counts.isTextual()) {
            return new Mask.Compressed(counts.textValue());
        }
        if (counts.isArray()) {
            int[] runs = new int[counts.size()];
            for (int i = 0; i < runs.length; i++) {
                runs[i] = counts.get(i).asInt(-1);
            }
            return new Mask.Counts(runs);
        }
        throw SetFolder.contradiction(
                file.path(), "a segmentation is neither polygons nor run lengths");
    }

    /** The images. */
    public ImageSource images() {
        return images;
    }

    /** What objects can be. */
    public List<Category> categories() {
        return categories;
    }

    /** Number of images. */
    public int size() {
        return images.size();
    }

    /** The id by which COCO's files know image {@code i}. */
    public int id(int i) {
        return entries.get(i).id();
    }

    /**
     * Image {@code i}.
     *
     * @throws UserError when it is missing or damaged
     */
    public Picture picture(int i) {
        return ImageFiles.picture(images, i);
    }

    /**
     * The objects of image {@code i}, crowds included and marked.
     *
     * @throws UserError when a mask is damaged
     */
    public List<AnnotatedObject> objects(int i) {
        Entry entry = entries.get(i);
        List<AnnotatedObject> objects = new ArrayList<>();
        for (Annotated a : entry.objects()) {
            objects.add(
                    new AnnotatedObject(
                            a.category(), a.box(), decoded(a.mask(), entry), a.area(), a.extent()));
        }
        return objects;
    }

    private RunLength decoded(Mask mask, Entry entry) {
        int w = entry.width();
        int h = entry.height();
        try {
            if (mask instanceof Mask.Polygons p) {
                return RunLength.ofPolygons(w, h, p.corners());
            }
            if (mask instanceof Mask.Compressed c) {
                return RunLength.parse(w, h, c.counts());
            }
            return new RunLength(w, h, ((Mask.Counts) mask).counts());
        } catch (IllegalArgumentException e) {
            throw UserError.failed(
                    file.path() + ": a mask of image " + entry.id() + ": " + e.getMessage(),
                    "fetch the annotations again",
                    e);
        }
    }
}
