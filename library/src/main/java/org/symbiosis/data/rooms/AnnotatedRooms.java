package org.symbiosis.data.rooms;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.Picture;
import org.symbiosis.data.annotated.AnnotatedImages;
import org.symbiosis.data.annotated.AnnotatedObject;
import org.symbiosis.data.annotated.Category;
import org.symbiosis.data.annotated.Labels;
import org.symbiosis.data.annotated.RunLength;

/**
 * Whole rooms and what each pixel shows: every room once, the light slots taking turns. Rendered
 * when first asked for, then kept.
 */
public final class AnnotatedRooms implements AnnotatedImages {
    private final RoomsConfig config;
    private final Split split;
    private final AtomicReferenceArray<Seen> rooms;

    /** A room under its light, its labels, and its pieces of furniture. */
    private record Seen(Picture picture, Labels labels, List<AnnotatedObject> objects) {}

    /**
     * Rooms of a split.
     *
     * @param config gives seed, size and probe
     * @param count number of rooms, at least 1
     */
    public AnnotatedRooms(RoomsConfig config, Split split, int count) {
        if (count < 1 || count > Split.MOST) {
            throw new IllegalArgumentException(
                    "n must lie in 1 .. " + Split.MOST + ", not " + count);
        }
        this.config = config;
        this.split = split;
        this.rooms = new AtomicReferenceArray<>(count);
    }

    @Override
    public ImageSource images() {
        return new Pictures();
    }

    @Override
    public List<Category> categories() {
        return Arrays.stream(Semantic.values())
                .map(
                        s ->
                                new Category(
                                        s.id(),
                                        s.label(),
                                        "",
                                        s.isStuff() ? Category.Kind.STUFF : Category.Kind.THING))
                .toList();
    }

    @Override
    public Labels labels(int i) {
        return seen(i).labels();
    }

    /** What stands or hangs in room {@code i}, as far as it is seen; no floors and walls. */
    public List<AnnotatedObject> objects(int i) {
        return seen(i).objects();
    }

    private Seen seen(int i) {
        Seen there = rooms.get(i);
        if (there == null) {
            there = render(i);
            rooms.set(i, there);
        }
        return there;
    }

    private Seen render(int i) {
        long index = split.first() + i;
        Scene scene = SceneGrammar.draw(config.seed(), index, config.probe());
        Mixture light = Mixture.of(i % LightSlot.COUNT);
        Film film = Renderer.render(scene, config.size(), light.slots());
        byte[] samples = ToneMap.picture(light.sum(List.of(film.radiance)), film.hit);
        GroundTruth truth = GroundTruth.of(scene, film);
        byte[] semantic = truth.semantic();
        int[] ids = new int[semantic.length];
        Arrays.setAll(ids, p -> semantic[p]);
        return new Seen(
                new Picture(config.size(), config.size(), 3, samples),
                new Labels(config.size(), config.size(), ids),
                objects(truth));
    }

    private static List<AnnotatedObject> objects(GroundTruth truth) {
        List<AnnotatedObject> objects = new ArrayList<>();
        for (Instance instance : truth.instances()) {
            if (!instance.semantic().isStuff()) {
                int[] map = truth.instance();
                RunLength mask =
                        RunLength.of(truth.size(), truth.size(), p -> map[p] == instance.id());
                objects.add(
                        new AnnotatedObject(
                                instance.semantic().id(),
                                mask.box(),
                                mask,
                                instance.pixels(),
                                AnnotatedObject.Extent.ONE));
            }
        }
        return List.copyOf(objects);
    }

    private final class Pictures implements ImageSource {
        @Override
        public String name() {
            return "rooms: " + size() + " scenes (" + split.label() + ")";
        }

        @Override
        public int size() {
            return rooms.length();
        }

        @Override
        public String path(int i) {
            long index = split.first() + i;
            return "%s/%07d/%02d".formatted(RoomType.of(index).name(), index, i % LightSlot.COUNT);
        }

        @Override
        public int label(int i) {
            return -1;
        }

        @Override
        public List<String> classes() {
            return List.of();
        }

        @Override
        public Picture read(int i) {
            return seen(i).picture();
        }
    }
}
