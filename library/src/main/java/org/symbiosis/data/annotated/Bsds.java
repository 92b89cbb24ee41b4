package org.symbiosis.data.annotated;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.symbiosis.UserError;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.Picture;

/**
 * The Berkeley segmentation data set: photographs that several people divided into regions, each in
 * their own way (Arbelaez et al., 2011).
 *
 * <p>A folder holds {@code images/ID.jpg}, {@code segmentations/ID-K.png} with a region number,
 * from 1, for each pixel, and, where it is known, {@code index.json}: how many regions each person
 * saw.
 */
public final class Bsds {
    private static final String SET = "BSDS500";

    private final ImageFiles images;
    private final List<List<Path>> maps;

    private Bsds(ImageFiles images, List<List<Path>> maps) {
        this.images = images;
        this.maps = maps;
    }

    /**
     * Finds images and segmentations in a folder.
     *
     * @throws UserError when one of its parts is missing, or an image has no segmentation
     */
    public static Bsds open(Path folder) {
        SetFolder.folder(folder, SET);
        Path pictures = SetFolder.folder(folder.resolve("images"), SET);
        Path segmentations = SetFolder.folder(folder.resolve("segmentations"), SET);
        List<String> files = SetFolder.names(segmentations, ".png");
        List<String> paths = SetFolder.names(pictures, ".jpg", ".png");
        if (paths.isEmpty()) {
            throw UserError.usage("no images in " + pictures, SET + " has .jpg files there");
        }
        List<List<Path>> maps = new ArrayList<>();
        for (String path : paths) {
            String id = path.substring(0, path.lastIndexOf('.'));
            Pattern ofImage = Pattern.compile(Pattern.quote(id) + "-\\d+\\.png");
            List<Path> found =
                    files.stream()
                            .filter(ofImage.asMatchPredicate())
                            .map(segmentations::resolve)
                            .toList();
            if (found.isEmpty()) {
                throw UserError.failed(
                        "nobody segmented " + path + " in " + segmentations,
                        "add " + id + "-1.png or take the image away");
            }
            maps.add(found);
        }
        checkIndex(folder.resolve("index.json"), paths, maps);
        return new Bsds(new ImageFiles(pictures, paths), maps);
    }

    /** Everyone that the index knows should have a file: a download may have been cut short. */
    private static void checkIndex(Path index, List<String> paths, List<List<Path>> maps) {
        if (!Files.exists(index)) {
            return;
        }
        try {
            JsonNode counts = new ObjectMapper().readTree(index.toFile());
            for (int i = 0; i < maps.size(); i++) {
                String path = paths.get(i);
                int people = counts.path(path.substring(0, path.lastIndexOf('.'))).size();
                if (people != maps.get(i).size()) {
                    throw SetFolder.contradiction(
                            index,
                            "%d people segmented %s, but there are %d files of theirs"
                                    .formatted(people, path, maps.get(i).size()));
                }
            }
        } catch (JsonProcessingException e) {
            throw UserError.failed(
                    index + ": not JSON (" + e.getOriginalMessage() + ")", "fetch it again", e);
        } catch (IOException e) {
            throw UserError.failed("cannot read " + index, "check its access rights", e);
        }
    }

    /** The photographs. */
    public ImageSource images() {
        return images;
    }

    /** Number of photographs. */
    public int size() {
        return images.size();
    }

    /**
     * Photograph {@code i}.
     *
     * @throws UserError when it is damaged
     */
    public Picture picture(int i) {
        return ImageFiles.picture(images, i);
    }

    /**
     * How each of several people divided photograph {@code i}; regions count from 0.
     *
     * @throws UserError when one of the files is damaged or of another size than the others
     */
    public List<Labels> segmentations(int i) {
        List<Labels> people = new ArrayList<>();
        for (Path file : maps.get(i)) {
            PixelIds pixels = PixelIds.read(file);
            int[] ids = pixels.single(file).clone();
            for (int at = 0; at < ids.length; at++) {
                ids[at]--; // 0 is no region: void
            }
            Labels regions = new Labels(pixels.width(), pixels.height(), ids);
            if (!people.isEmpty()
                    && (regions.width() != people.get(0).width()
                            || regions.height() != people.get(0).height())) {
                throw SetFolder.contradiction(file, "its size differs from the others'");
            }
            people.add(regions);
        }
        return people;
    }
}
