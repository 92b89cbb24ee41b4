package org.symbiosis.data.annotated;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.symbiosis.UserError;
import org.symbiosis.data.ImageSource;

/**
 * Pascal VOC's semantic segmentation: background and 20 classes of things; 255, drawn around the
 * objects, is void.
 *
 * <p>A folder such as {@code VOCdevkit/VOC2012} holds {@code JPEGImages/ID.jpg}, {@code
 * SegmentationClass/ID.png} and lists of images in {@code ImageSets/Segmentation/NAME.txt}.
 */
public final class Voc implements AnnotatedImages {
    private static final String SET = "Pascal VOC";
    private static final int NONE = 255;

    private static final List<String> NAMES =
            List.of(
                    "background",
                    "aeroplane",
                    "bicycle",
                    "bird",
                    "boat",
                    "bottle",
                    "bus",
                    "car",
                    "cat",
                    "chair",
                    "cow",
                    "diningtable",
                    "dog",
                    "horse",
                    "motorbike",
                    "person",
                    "pottedplant",
                    "sheep",
                    "sofa",
                    "train",
                    "tvmonitor");

    private final ImageFiles images;
    private final List<Path> maps;

    private Voc(ImageFiles images, List<Path> maps) {
        this.images = images;
        this.maps = maps;
    }

    /**
     * The images of a list.
     *
     * @param folder such as {@code VOCdevkit/VOC2012}
     * @param list such as {@code val}
     * @throws UserError when folder or list are missing, or the list names an image without a file
     */
    public static Voc open(Path folder, String list) {
        SetFolder.folder(folder, SET);
        Path pictures = SetFolder.folder(folder.resolve("JPEGImages"), SET);
        Path truth = SetFolder.folder(folder.resolve("SegmentationClass"), SET);
        Path lists = SetFolder.folder(folder.resolve("ImageSets").resolve("Segmentation"), SET);
        String name = SetFolder.inside(lists, list + ".txt", lists);
        Path names = SetFolder.file(lists.resolve(name), SET);
        List<String> paths = new ArrayList<>();
        List<Path> maps = new ArrayList<>();
        for (String id : SetFolder.lines(names)) {
            String path = SetFolder.inside(pictures, id + ".jpg", names);
            Path map = truth.resolve(SetFolder.inside(truth, id + ".png", names));
            if (!Files.exists(pictures.resolve(path)) || !Files.exists(map)) {
                throw SetFolder.contradiction(
                        names, "it names " + id + ", whose image or map is not there");
            }
            paths.add(path);
            maps.add(map);
        }
        if (paths.isEmpty()) {
            throw SetFolder.contradiction(names, "it names no image");
        }
        return new Voc(new ImageFiles(pictures, paths), maps);
    }

    @Override
    public ImageSource images() {
        return images;
    }

    /** Background, which is stuff, and the things. */
    @Override
    public List<Category> categories() {
        List<Category> all = new ArrayList<>();
        for (String name : NAMES) {
            Category.Kind kind = all.isEmpty() ? Category.Kind.STUFF : Category.Kind.THING;
            all.add(new Category(all.size(), name, "", kind));
        }
        return all;
    }

    @Override
    public Labels labels(int i) {
        Labels labels = Labels.read(maps.get(i), NONE);
        if (labels.largest() >= NAMES.size()) {
            throw SetFolder.contradiction(maps.get(i), SET + " has no class " + labels.largest());
        }
        return labels;
    }
}
