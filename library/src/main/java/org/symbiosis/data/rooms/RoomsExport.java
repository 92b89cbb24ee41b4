package org.symbiosis.data.rooms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.symbiosis.AtomicFile;
import org.symbiosis.data.Picture;

/**
 * Writes rooms as folders in the layout of the multi-illumination data set, so that its readers
 * take them: {@code ROOT/SCENE/dir_K_mip2.png} with K = 0 .. 24 and the mixtures after that.
 *
 * <p>Beside the pictures lie {@code albedo.png} (sRGB), {@code albedo.npy} (linear, (size, size,
 * 3)), {@code instances.png} and {@code semantic.png} (palette pictures whose samples are the ids),
 * {@code depth.npy} (metres, (size, size)), {@code judgements.json}, {@code captions.txt} (a line a
 * lighting) and {@code meta.json}. Names of test scenes begin with {@code everett}, as those of
 * that data set's test scenes do.
 */
public final class RoomsExport {
    private static final int MIP = 2;
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Rooms rooms;
    private final Path root;

    /**
     * An export into a folder, which is made when it is not there; files of the same names are
     * replaced.
     */
    public RoomsExport(Rooms rooms, Path root) {
        this.rooms = rooms;
        this.root = root;
    }

    /**
     * Writes all scenes of a split.
     *
     * @param done told after each scene how many are written
     * @throws org.symbiosis.UserError when a file cannot be written
     */
    public void write(Split split, IntConsumer done) {
        int scenes = rooms.config().scenes(split);
        for (int i = 0; i < scenes; i++) {
            write(split, split.first() + i);
            done.accept(i + 1);
        }
    }

    /** Name of a scene's folder. */
    public static String sceneName(Split split, long index) {
        String prefix = split == Split.TEST ? "everett" : "rooms";
        String type = RoomType.of(index).label().replace(" ", "");
        return "%s_%s_%07d".formatted(prefix, type, index);
    }

    private void write(Split split, long index) {
        RenderedRoom room = rooms.render(index);
        Path folder = root.resolve(sceneName(split, index));
        for (int k = 0; k < room.lights(); k++) {
            Pngs.write(folder.resolve("dir_" + k + "_mip" + MIP + ".png"), room.picture(k));
        }
        GroundTruth truth = room.truth();
        int size = truth.size();
        Pngs.write(folder.resolve("albedo.png"), new Picture(size, size, 3, truth.albedoSrgb()));
        Npy.write(folder.resolve("albedo.npy"), truth.albedo(), size + ", " + size + ", 3");
        Npy.write(folder.resolve("depth.npy"), truth.depth(), size + ", " + size);
        Pngs.writeIds(folder.resolve("instances.png"), size, i -> truth.instance()[i]);
        Pngs.writeIds(folder.resolve("semantic.png"), size, i -> truth.semantic()[i]);
        json(folder.resolve("judgements.json"), room.judgements());
        json(folder.resolve("meta.json"), meta(room));
        String captions =
                IntStream.range(0, room.lights())
                        .mapToObj(room::caption)
                        .collect(Collectors.joining("\n", "", "\n"));
        AtomicFile.write(folder.resolve("captions.txt"), captions.getBytes(StandardCharsets.UTF_8));
    }

    private ObjectNode meta(RenderedRoom room) {
        ObjectNode meta = JSON.createObjectNode();
        meta.put("rooms_version", Rooms.VERSION);
        meta.put("seed", rooms.config().seed());
        meta.put("scene", room.index());
        meta.put("type", room.type().label());
        meta.put("wall", room.wallColour().label());
        meta.put("floor", room.floorKind().label());
        meta.put("floor_colour", room.floorColour().label());
        room.probe().ifPresent(box -> meta.set("chrome", chrome(box)));
        ArrayNode lights = meta.putArray("lights");
        for (int k = 0; k < room.lights(); k++) {
            ArrayNode light = lights.addArray();
            room.lighting(k)
                    .shares()
                    .forEach(
                            s -> light.addObject().put("slot", s.slot()).put("weight", s.weight()));
        }
        ArrayNode instances = meta.putArray("instances");
        for (Instance i : room.truth().instances()) {
            instances
                    .addObject()
                    .put("id", i.id())
                    .put("class", i.semantic().label())
                    .put("name", i.name())
                    .put("stuff", i.semantic().isStuff())
                    .put("pixels", i.pixels());
        }
        return meta;
    }

    /** As the data set has it: in pixels of the full-size picture. */
    private static ObjectNode chrome(ProbeBox box) {
        ObjectNode chrome = JSON.createObjectNode();
        chrome.putObject("bounding_box")
                .put("x", box.x() << MIP)
                .put("y", box.y() << MIP)
                .put("w", box.width() << MIP)
                .put("h", box.height() << MIP);
        return chrome;
    }

    private static void json(Path path, Object value) {
        try {
            AtomicFile.write(path, JSON.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plain records are always JSON", e);
        }
    }
}
