package org.symbiosis.data.annotated;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.symbiosis.data.ImageSource;

/**
 * COCO's categories in 27 coarse classes, 12 of things and 15 of stuff: the protocol of
 * unsupervised semantic segmentation (Ji et al., 2019).
 *
 * @param fine images annotated with COCO's categories
 * @param coarse class of each fine category
 */
@SuppressWarnings("ArrayRecordComponent")
public record CocoStuff27(AnnotatedImages fine, int[] coarse) implements AnnotatedImages {
    private static final List<String> THINGS =
            List.of(
                    "electronic",
                    "appliance",
                    "food",
                    "furniture",
                    "indoor",
                    "kitchen",
                    "accessory",
                    "animal",
                    "outdoor",
                    "person",
                    "sports",
                    "vehicle");

    private static final List<String> STUFF =
            List.of(
                    "ceiling",
                    "floor",
                    "food-stuff",
                    "furniture-stuff",
                    "raw-material",
                    "textile",
                    "wall",
                    "window",
                    "building",
                    "ground",
                    "plant",
                    "sky",
                    "solid",
                    "structural",
                    "water");

    private static final List<Category> CLASSES = classes();

    /** Runs of things: first the class, then how many categories in a row belong to it. */
    private static final int[][] THING_RUNS = {
        {9, 1}, {11, 8}, {8, 6}, {7, 10}, {6, 8}, {10, 10}, {5, 8}, {2, 10}, {3, 10}, {0, 6},
        {1, 6}, {4, 8}
    };

    /** Classes of the stuff categories, which are in alphabetical order. */
    private static final int[] STUFF_CLASSES = {
        17, 17, 22, 20, 20, 22, 15, 25, 16, 13, 12, 12, 17, 17, 23, 15, 15, 17, 15, 21, 15, 25, 13,
        13, 13, 13, 13, 22, 26, 14, 14, 15, 22, 21, 21, 24, 20, 22, 15, 17, 16, 15, 22, 24, 21, 17,
        25, 16, 21, 17, 22, 16, 21, 21, 25, 21, 26, 21, 24, 20, 17, 14, 21, 26, 15, 23, 20, 21, 24,
        15, 24, 22, 25, 15, 20, 17, 17, 22, 14, 18, 18, 18, 18, 18, 18, 18, 26, 26, 19, 19, 24
    };

    private static final int[] OF_FINE = ofFine();

    /** Checks that every category has a class. */
    public CocoStuff27 {
        boolean known = Arrays.stream(coarse).allMatch(c -> c >= 0 && c < 27);
        if (!known || coarse.length != fine.categories().size()) {
            throw new IllegalArgumentException(
                    "not one of 27 classes for each of " + fine.categories().size());
        }
    }

    static List<Category> coarseCategories() {
        return CLASSES;
    }

    private static List<Category> classes() {
        List<Category> classes = new ArrayList<>();
        for (String name : THINGS) {
            classes.add(new Category(classes.size(), name, name, Category.Kind.THING));
        }
        for (String name : STUFF) {
            classes.add(new Category(classes.size(), name, name, Category.Kind.STUFF));
        }
        return List.copyOf(classes);
    }

    private static int[] ofFine() {
        int[] all = new int[182];
        int at = 0;
        for (int[] run : THING_RUNS) {
            Arrays.fill(all, at, at + run[1], run[0]);
            at += run[1];
        }
        System.arraycopy(STUFF_CLASSES, 0, all, at, STUFF_CLASSES.length);
        return all;
    }

    /**
     * The coarse class of a fine label.
     *
     * @param fine as in COCO-Stuff's pixel maps, 0 (person) to 181 (wood)
     */
    public static int ofFine(int fine) {
        return OF_FINE[fine];
    }

    /**
     * The same images with coarse classes, found by the groups of their categories.
     *
     * @throws IllegalArgumentException when a category is in none of COCO's groups
     */
    public static CocoStuff27 of(AnnotatedImages fine) {
        Map<String, Integer> groups = new HashMap<>();
        CLASSES.forEach(c -> groups.put(c.group(), c.id()));
        int[] coarse =
                fine.categories().stream()
                        .mapToInt(
                                c -> {
                                    Integer found = groups.get(c.group());
                                    if (found == null) {
                                        throw new IllegalArgumentException(
                                                "'%s' is in group '%s', which is none of COCO's"
                                                        .formatted(c.name(), c.group()));
                                    }
                                    return found;
                                })
                        .toArray();
        return new CocoStuff27(fine, coarse);
    }

    @Override
    public ImageSource images() {
        return fine.images();
    }

    /** The 27 classes; stuff whose name is a thing's too has {@code -stuff} behind it. */
    @Override
    public List<Category> categories() {
        return CLASSES;
    }

    @Override
    public Labels labels(int i) {
        return fine.labels(i).map(id -> coarse[id]);
    }
}
