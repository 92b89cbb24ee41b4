package org.symbiosis.data.annotated;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.symbiosis.UserError;
import org.symbiosis.data.ImageSource;

/**
 * COCO-Stuff's pixel maps: 91 categories of things and 91 of stuff, 255 is void.
 *
 * <p>{@link CocoStuff27#of} makes 27 coarse classes of them.
 */
public final class CocoStuff implements AnnotatedImages {
    private static final String SET = "COCO-Stuff";
    private static final int NONE = 255;

    private final ImageFiles images;
    private final Path maps;
    private final List<Category> categories =
            CocoStuffNames.categories(CocoStuff27.coarseCategories());

    private CocoStuff(ImageFiles images, Path maps) {
        this.images = images;
        this.maps = maps;
    }

    /**
     * All images that have a map.
     *
     * @param images such as {@code val2017}, with {@code ID.jpg}
     * @param maps such as {@code stuffthingmaps/val2017}, with {@code ID.png}
     * @throws UserError when a folder is missing or no image has a map
     */
    public static CocoStuff open(Path images, Path maps) {
        SetFolder.folder(images, SET);
        List<String> ids = new ArrayList<>();
        for (String file : SetFolder.names(SetFolder.folder(maps, SET), ".png")) {
            String id = file.substring(0, file.length() - ".png".length());
            if (Files.exists(images.resolve(id + ".jpg"))) {
                ids.add(id);
            }
        }
        if (ids.isEmpty()) {
            throw UserError.usage(
                    "no image in " + images + " has a map in " + maps,
                    SET + " has ID.jpg and ID.png there");
        }
        return new CocoStuff(files(images, ids), maps);
    }

    /**
     * The images that a list names, such as the 2,175 of the usual test ({@code
     * Coco164kFull_Stuff_Coarse_7}).
     *
     * @param list a text file with one {@code ID} a line
     * @throws UserError when something is missing
     */
    public static CocoStuff open(Path images, Path maps, Path list) {
        SetFolder.folder(images, SET);
        SetFolder.folder(maps, SET);
        List<String> ids = new ArrayList<>();
        for (String id : SetFolder.lines(SetFolder.file(list, SET))) {
            String image = SetFolder.inside(images, id + ".jpg", list);
            String map = SetFolder.inside(maps, id + ".png", list);
            if (!Files.exists(images.resolve(image)) || !Files.exists(maps.resolve(map))) {
                throw SetFolder.contradiction(
                        list, "it names " + id + ", whose image or map is not there");
            }
            ids.add(id);
        }
        if (ids.isEmpty()) {
            throw SetFolder.contradiction(list, "it names no image");
        }
        return new CocoStuff(files(images, ids), maps);
    }

    private static ImageFiles files(Path images, List<String> ids) {
        return new ImageFiles(images, ids.stream().map(id -> id + ".jpg").toList());
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
        String image = images.path(i);
        String id = image.substring(0, image.length() - ".jpg".length());
        Path map = maps.resolve(id + ".png");
        Labels labels = Labels.read(map, NONE);
        if (labels.largest() >= categories.size()) {
            throw SetFolder.contradiction(map, SET + " has no category " + labels.largest());
        }
        return labels;
    }
}
