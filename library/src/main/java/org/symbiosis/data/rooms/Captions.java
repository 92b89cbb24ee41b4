package org.symbiosis.data.rooms;

import java.util.List;
import java.util.stream.Collectors;
import org.symbiosis.data.SplitMix;

/** Says in a sentence what a picture shows. */
final class Captions {
    private static final int MOST_THINGS = 3;

    private final Scene scene;
    private final String phrase;
    private final List<String> things;

    /** Captions of a scene under a light that is said as {@code phrase}. */
    Captions(Scene scene, String phrase) {
        this.scene = scene;
        this.phrase = phrase;
        this.things =
                scene.things().stream()
                        .filter(t -> isInView(scene.camera(), t))
                        .map(Part::name)
                        .distinct()
                        .limit(MOST_THINGS)
                        .map(Captions::a)
                        .toList();
    }

    private static boolean isInView(Camera camera, Part thing) {
        return camera.offAxis(Bounds.of(thing.primitives()).centre()) < 1;
    }

    /** One of five sentences, chosen by the scene's stream for this light. */
    String full(int light) {
        SplitMix r = Purpose.CAPTION.open(scene.seed(), scene.index(), light);
        return full(r.pick(Template.ALL));
    }

    /** The sentence of this form. */
    String full(Template template) {
        String type = a(scene.type().label());
        String with = things.isEmpty() ? "hardly anything in view" : listed(things);
        String walls = scene.room().wall().colour().label() + " walls";
        Shell room = scene.room();
        String floor =
                a(room.floor().colour().label() + " " + room.floorKind().adjective() + " floor");
        return switch (template) {
            case PLAIN -> type + " with " + with + ", " + walls + " and " + floor + ", " + lit();
            case THINGS_FIRST -> with + " in " + type + " with " + walls + ", " + lit();
            case LIGHT_FIRST -> type + " " + lit() + ", with " + with + " on " + floor;
            case PHOTO -> "a photo of " + type + " with " + walls + ", " + lit() + ": " + with;
            case WALLS_FIRST -> walls + " and " + floor + " around " + with + ", " + lit();
        };
    }

    /** Type, one thing and the light. */
    String brief() {
        String type = a(scene.type().label());
        return things.isEmpty()
                ? type + ", " + lit()
                : type + " with " + things.get(0) + ", " + lit();
    }

    /** Of an object view: the thing, walls and floor, and the light. */
    String object() {
        Shell room = scene.room();
        return a(scene.things().get(0).name())
                + " on "
                + a(room.floor().colour().label() + " " + room.floorKind().adjective() + " floor")
                + " before "
                + room.wall().colour().label()
                + " walls, "
                + lit();
    }

    private String lit() {
        return "lit " + phrase;
    }

    /** The forms a caption can take. */
    enum Template {
        PLAIN,
        THINGS_FIRST,
        LIGHT_FIRST,
        PHOTO,
        WALLS_FIRST;

        static final List<Template> ALL = List.of(values());
    }

    /** With the article that its first letter asks for. */
    static String a(String noun) {
        return ("aeiou".indexOf(noun.charAt(0)) >= 0 ? "an " : "a ") + noun;
    }

    /** As in "a, b and c". */
    static String listed(List<String> items) {
        int last = items.size() - 1;
        return last == 0
                ? items.get(0)
                : items.stream().limit(last).collect(Collectors.joining(", "))
                        + " and "
                        + items.get(last);
    }
}
