package org.symbiosis.data.annotated;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.symbiosis.UserError;
import org.symbiosis.data.ImageSource;

/**
 * COCO's panoptic annotations: every pixel belongs to one segment, each segment to one category.
 *
 * <p>In the map of an image a pixel is segment red + 256 green + 65536 blue; segment 0 is
 * unlabelled. The annotation file tells the category of each.
 */
public final class CocoPanoptic implements AnnotatedImages {
    private static final String SET = "COCO panoptic";

    private final ImageFiles images;
    private final Path maps;
    private final List<Category> categories;
    private final List<Entry> entries;

    /** What the annotation file says about an image. */
    private record Entry(String map, int width, int height, Map<Integer, Segment> segments) {}

    private record Segment(int category, Box box, double area, AnnotatedObject.Extent extent) {}

    private CocoPanoptic(
            ImageFiles images, Path maps, List<Category> categories, List<Entry> entries) {
        this.images = images;
        this.maps = maps;
        this.categories = categories;
        this.entries = entries;
    }

    /**
     * A folder that holds {@code images/}, {@code panoptic/} and {@code panoptic.json}.
     *
     * @throws UserError when one of them is missing or not what it should be
     */
    public static CocoPanoptic open(Path folder) {
        Path root = SetFolder.folder(folder, SET);
        return open(
                root.resolve("images"), root.resolve("panoptic.json"), root.resolve("panoptic"));
    }

    /**
     * The parts as they are distributed.
     *
     * @param images such as {@code val2017}
     * @param annotations such as {@code annotations/panoptic_val2017.json}
     * @param maps such as {@code annotations/panoptic_val2017}
     * @throws UserError when one of them is missing or not what it should be
     */
    public static CocoPanoptic open(Path images, Path annotations, Path maps) {
        SetFolder.folder(images, SET);
        SetFolder.folder(maps, SET);
        AnnotationFile file = new AnnotationFile(SetFolder.file(annotations, SET));
        CategoryTable table = new CategoryTable(file);
        Map<Integer, JsonNode> sizes = new HashMap<>();
        List<JsonNode> maskEntries = new ArrayList<>();
        file.read(
                Map.of(
                        "categories", table::add,
                        "images", e -> sizes.put(file.integer(e, "id"), e),
                        "annotations", maskEntries::add));
        List<String> paths = new ArrayList<>();
        List<Entry> entries = new ArrayList<>();
        for (JsonNode annotation : maskEntries) {
            int id = file.integer(annotation, "image_id");
            JsonNode image = sizes.get(id);
            if (image == null) {
                throw SetFolder.contradiction(annotations, "there is no image " + id);
            }
            paths.add(SetFolder.inside(images, file.text(image, "file_name"), annotations));
            entries.add(
                    new Entry(
                            SetFolder.inside(maps, file.text(annotation, "file_name"), annotations),
                            file.integer(image, "width"),
                            file.integer(image, "height"),
                            segments(file, table, annotation)));
        }
        if (entries.isEmpty()) {
            throw SetFolder.contradiction(annotations, "it annotates no image");
        }
        return new CocoPanoptic(new ImageFiles(images, paths), maps, table.all(), entries);
    }

    private static Map<Integer, Segment> segments(
            AnnotationFile file, CategoryTable table, JsonNode annotation) {
        Map<Integer, Segment> segments = new HashMap<>();
        for (JsonNode s : annotation.path("segments_info")) {
            segments.put(
                    file.integer(s, "id"),
                    new Segment(
                            table.place(file.integer(s, "category_id")),
                            file.box(s, "bbox"),
                            file.number(s, "area"),
                            file.extent(s)));
        }
        return segments;
    }

    @Override
    public ImageSource images() {
        return images;
    }

    @Override
    public List<Category> categories() {
        return categories;
    }

    @Override
    public Labels labels(int i) {
        Map<Integer, Segment> segments = entries.get(i).segments();
        return segmentIds(i).map(id -> segments.get(id).category());
    }

    /** For each pixel of image {@code i} the number of its segment, unique in the image. */
    public Labels segmentIds(int i) {
        Entry entry = entries.get(i);
        Path map = maps.resolve(entry.map());
        PixelIds pixels = PixelIds.read(map);
        if (pixels.width() != entry.width() || pixels.height() != entry.height()) {
            throw SetFolder.contradiction(
                    map,
                    "it has %d x %d pixels, its image %d x %d"
                            .formatted(
                                    pixels.width(),
                                    pixels.height(),
                                    entry.width(),
                                    entry.height()));
        }
        int[] ids = pixels.coloured(map);
        for (int at = 0; at < ids.length; at++) {
            if (ids[at] == 0) {
                ids[at] = Labels.VOID;
            } else if (!entry.segments().containsKey(ids[at])) {
                throw SetFolder.contradiction(
                        map, "the annotation file does not know its segment " + ids[at]);
            }
        }
        return new Labels(pixels.width(), pixels.height(), ids);
    }

    /** The things of image {@code i}, crowds included and marked; stuff is left out. */
    public List<AnnotatedObject> objects(int i) {
        Labels map = segmentIds(i);
        List<AnnotatedObject> objects = new ArrayList<>();
        Map<Integer, Segment> segments = entries.get(i).segments();
        for (int id : map.present()) {
            Segment s = segments.get(id);
            if (categories.get(s.category()).kind() == Category.Kind.THING) {
                objects.add(
                        new AnnotatedObject(
                                s.category(),
                                s.box(),
                                RunLength.of(map, id),
                                s.area(),
                                s.extent()));
            }
        }
        return objects;
    }
}
