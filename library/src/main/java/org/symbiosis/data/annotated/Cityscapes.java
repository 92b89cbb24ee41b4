package org.symbiosis.data.annotated;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.symbiosis.UserError;
import org.symbiosis.data.ImageSource;

/**
 * Cityscapes' fine annotations in 27 classes: label ids 7 to 33; the ids before them, and licence
 * plates, are void.
 *
 * <p>A folder holds {@code leftImg8bit/SPLIT/CITY/NAME_leftImg8bit.png} and {@code
 * gtFine/SPLIT/CITY/NAME_gtFine_labelIds.png}.
 */
public final class Cityscapes implements AnnotatedImages {
    private static final String SET = "Cityscapes";
    private static final String IMAGE = "_leftImg8bit.png";
    private static final String TRUTH = "_gtFine_labelIds.png";
    private static final int FIRST = 7;

    /** Group: its classes, in the order of label ids; groups of things are marked. */
    private static final List<String> GROUPS =
            List.of(
                    "flat: road, sidewalk, parking, rail track",
                    "construction: building, wall, fence, guard rail, bridge, tunnel",
                    "object: pole, polegroup, traffic light, traffic sign",
                    "nature: vegetation, terrain",
                    "sky: sky",
                    "human*: person, rider",
                    "vehicle*: car, truck, bus, caravan, trailer, train, motorcycle, bicycle");

    private static final List<Category> CLASSES = classes();

    private final ImageFiles images;
    private final Path truth;

    private Cityscapes(ImageFiles images, Path truth) {
        this.images = images;
        this.truth = truth;
    }

    private static List<Category> classes() {
        List<Category> all = new ArrayList<>();
        for (String group : GROUPS) {
            String[] parts = group.split("\\*?: ", 2);
            Category.Kind kind = group.contains("*") ? Category.Kind.THING : Category.Kind.STUFF;
            for (String name : parts[1].split(", ", -1)) {
                all.add(new Category(FIRST + all.size(), name, parts[0], kind));
            }
        }
        return List.copyOf(all);
    }

    /**
     * The images of a split, city by city.
     *
     * @param folder that holds {@code leftImg8bit} and {@code gtFine}
     * @param split such as {@code val}
     * @throws UserError when something is missing
     */
    public static Cityscapes open(Path folder, String split) {
        SetFolder.folder(folder, SET);
        Path pictures = SetFolder.folder(folder.resolve("leftImg8bit"), SET);
        Path truths = SetFolder.folder(folder.resolve("gtFine"), SET);
        String name = SetFolder.inside(pictures, split, pictures);
        Path images = SetFolder.folder(pictures.resolve(name), SET);
        Path truth = SetFolder.folder(truths.resolve(name), SET);
        List<String> paths = new ArrayList<>();
        for (String city : SetFolder.names(images, "")) {
            if (Files.isDirectory(images.resolve(city))) {
                for (String file : SetFolder.names(images.resolve(city), IMAGE)) {
                    paths.add(city + "/" + file);
                }
            }
        }
        if (paths.isEmpty()) {
            throw UserError.usage("no images in " + images, SET + " has CITY/NAME" + IMAGE);
        }
        for (String path : paths) {
            SetFolder.file(truth.resolve(truthOf(path)), SET);
        }
        return new Cityscapes(new ImageFiles(images, paths), truth);
    }

    private static String truthOf(String path) {
        return path.substring(0, path.length() - IMAGE.length()) + TRUTH;
    }

    @Override
    public ImageSource images() {
        return images;
    }

    @Override
    public List<Category> categories() {
        return CLASSES;
    }

    @Override
    public Labels labels(int i) {
        Path map = truth.resolve(truthOf(images.path(i)));
        PixelIds pixels = PixelIds.read(map);
        int[] ids = pixels.single(map).clone();
        for (int at = 0; at < ids.length; at++) {
            int id = ids[at] == 255 ? Labels.VOID : ids[at] - FIRST; // 255: licence plates, id -1
            if (id >= CLASSES.size()) {
                throw SetFolder.contradiction(map, SET + " has no label id " + ids[at]);
            }
            ids[at] = Math.max(id, Labels.VOID);
        }
        return new Labels(pixels.width(), pixels.height(), ids);
    }
}
