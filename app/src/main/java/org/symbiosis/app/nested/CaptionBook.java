package org.symbiosis.app.nested;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.symbiosis.UserError;
import org.symbiosis.data.SplitMix;
import org.symbiosis.data.rooms.RoomsSource;
import org.symbiosis.data.rooms.RoomsSources;

/** Captions of images by their paths; an image may have several. */
public final class CaptionBook {
    /** What captions may be, for help texts. */
    public static final String HELP =
            "COCO's JSON, lines 'path<TAB>text', or a location of the embedded rooms, which have"
                    + " their own";

    private final String name;
    private final Map<String, List<String>> byPath = new HashMap<>();

    private CaptionBook(String name) {
        this.name = name;
    }

    /**
     * Reads captions.
     *
     * @param where one or several of {@link #HELP}, with commas between them
     * @throws UserError when one cannot be read, or holds none
     */
    public static CaptionBook read(String where) {
        CaptionBook book = new CaptionBook(where);
        if (RoomsSources.isLocation(where)) {
            book.addRooms(where);
            return book;
        }
        for (String file : where.split(",")) {
            book.addFile(Path.of(file.strip()));
        }
        return book;
    }

    /** Where they were read from. */
    public String name() {
        return name;
    }

    /** The captions of an image, by its path or else by its file's name; empty for none. */
    public List<String> of(String path) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        return byPath.getOrDefault(path, byPath.getOrDefault(file, List.of()));
    }

    /**
     * The captions of images, in their order.
     *
     * @param images in words
     * @throws UserError when not one of them has any
     */
    public List<List<String>> of(List<String> paths, String images) {
        List<List<String>> all = paths.stream().map(this::of).toList();
        if (all.stream().allMatch(List::isEmpty)) {
            throw UserError.usage(
                    name + " holds no caption of " + images,
                    "give captions of these images, under their file names");
        }
        return all;
    }

    /**
     * One caption of each image that has some, the images in a random order that is always the
     * same: what pictures for a comparison are drawn from.
     *
     * @throws UserError when there is none
     */
    public List<String> chosen() {
        List<String> images = byPath.keySet().stream().sorted().toList();
        if (images.isEmpty()) {
            throw UserError.usage(name + " holds no caption", "give " + HELP);
        }
        List<String> chosen = new ArrayList<>();
        for (int i : SplitMix.of(0, images.size()).permutation(images.size())) {
            List<String> own = byPath.get(images.get(i));
            chosen.add(own.get(SplitMix.of(0, i).permutation(own.size())[0]));
        }
        return chosen;
    }

    private void addRooms(String location) {
        try (RoomsSource rooms = RoomsSources.open(location)) {
            for (int i = 0; i < rooms.size(); i++) {
                add(rooms.path(i), rooms.caption(i));
            }
        }
    }

    private void addFile(Path file) {
        try {
            String text = Files.readString(file);
            if (text.stripLeading().startsWith("{")) {
                addCoco(new ObjectMapper().readTree(text));
            } else {
                addLines(file, text);
            }
        } catch (IOException e) {
            throw UserError.failed(
                    "cannot read the captions in " + file, "check the path and the JSON", e);
        }
    }

    private void addLines(Path file, String text) {
        for (String line : text.lines().filter(l -> !l.isBlank()).toList()) {
            int tab = line.indexOf('\t');
            if (tab < 1) {
                throw UserError.usage(
                        file + ": '" + line + "' is no caption",
                        "write a path, a tab and the text on each line");
            }
            add(line.substring(0, tab), line.substring(tab + 1));
        }
    }

    /** COCO's file: names of images by id, captions by the ids of their images. */
    private void addCoco(JsonNode root) {
        Map<Long, String> names = new HashMap<>();
        root.path("images")
                .forEach(i -> names.put(i.path("id").asLong(), i.path("file_name").asText()));
        root.path("annotations")
                .forEach(
                        a -> {
                            String image = names.get(a.path("image_id").asLong());
                            if (image != null) {
                                add(image, a.path("caption").asText());
                            }
                        });
    }

    private void add(String image, String caption) {
        byPath.computeIfAbsent(image, n -> new ArrayList<>()).add(caption);
    }
}
