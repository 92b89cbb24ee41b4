package org.symbiosis.data.annotated;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.symbiosis.UserError;
import org.symbiosis.data.ImageSource;

/**
 * Anyone's images with a map of class numbers for each: {@code images/NAME.jpg} or {@code .png},
 * {@code labels/NAME.png} with grey levels or places in a palette, 255 void, and {@code
 * classes.txt}, the classes' names in the order of their numbers, one a line.
 */
public final class LabelMaps implements AnnotatedImages {
    private static final String SET = "a set of label maps";
    private static final int NONE = 255;

    private final ImageFiles images;
    private final Path maps;
    private final List<Category> categories;

    private LabelMaps(ImageFiles images, Path maps, List<Category> categories) {
        this.images = images;
        this.maps = maps;
        this.categories = categories;
    }

    /**
     * All images that have a map, by name.
     *
     * @throws UserError when a part is missing or no image has a map
     */
    public static LabelMaps open(Path folder) {
        Path pictures = SetFolder.folder(folder.resolve("images"), SET);
        Path maps = SetFolder.folder(folder.resolve("labels"), SET);
        Map<String, String> byName = new HashMap<>();
        for (String file : SetFolder.names(pictures, ".jpg", ".jpeg", ".png")) {
            byName.putIfAbsent(stem(file), file);
        }
        List<String> paths = new ArrayList<>();
        for (String map : SetFolder.names(maps, ".png")) {
            if (byName.containsKey(stem(map))) {
                paths.add(byName.get(stem(map)));
            }
        }
        if (paths.isEmpty()) {
            throw UserError.usage(
                    "no image in " + pictures + " has a map in " + maps,
                    "name the map of NAME.jpg NAME.png");
        }
        List<Category> categories = new ArrayList<>();
        for (String name : SetFolder.lines(SetFolder.file(folder.resolve("classes.txt"), SET))) {
            categories.add(new Category(categories.size(), name, "", Category.Kind.STUFF));
        }
        if (categories.isEmpty()) {
            throw SetFolder.contradiction(folder.resolve("classes.txt"), "it names no class");
        }
        return new LabelMaps(new ImageFiles(pictures, paths), maps, List.copyOf(categories));
    }

    private static String stem(String file) {
        return file.substring(0, file.lastIndexOf('.'));
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
        Path map = maps.resolve(stem(images.path(i)) + ".png");
        Labels labels = Labels.read(map, NONE);
        if (labels.largest() >= categories.size()) {
            throw UserError.failed(
                    "%s has class %d, classes.txt names %d"
                            .formatted(map, labels.largest(), categories.size()),
                    "name all classes, from 0");
        }
        return labels;
    }
}
