package org.symbiosis.data.rooms;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.symbiosis.UserError;

/** Reads locations such as {@code rooms:objects?n=600&size=32}. */
final class RoomsLocation {
    private static final String NAME = "rooms";
    private static final int OBJECT_SIZE = 32;
    private static final int TRAIN_OBJECTS = 6000;
    private static final int TEST_OBJECTS = 1200;
    private static final List<String> OBJECT_KEYS = List.of("n", "size", "seed", "split", "label");
    private static final List<String> SCENE_KEYS =
            List.of("n", "size", "seed", "split", "mixtures", "probe", "label");

    private final String location;
    private final boolean isScenes;
    private final boolean isObjects;
    private final Map<String, String> values = new LinkedHashMap<>();

    private RoomsLocation(String location) {
        this.location = location;
        int mark = location.indexOf('?');
        String head = mark < 0 ? location : location.substring(0, mark);
        String view = head.length() > NAME.length() ? head.substring(NAME.length() + 1) : "";
        this.isScenes = view.equals("scenes");
        this.isObjects = view.equals("objects");
        readView(view);
        if (mark >= 0) {
            Arrays.stream(location.substring(mark + 1).split("&", -1)).forEach(this::readPair);
        }
    }

    static boolean matches(String location) {
        return location.equals(NAME)
                || location.startsWith(NAME + ":")
                || location.startsWith(NAME + "?");
    }

    static RoomsLocation parse(String location) {
        if (!matches(location)) {
            throw UserError.usage(
                    location + " does not name the embedded data set",
                    "use rooms, rooms:test, rooms:objects?... or rooms:scenes?...");
        }
        return new RoomsLocation(location);
    }

    private void readView(String view) {
        if (!view.isEmpty() && !view.equals("objects") && !view.equals("scenes")) {
            boolean isSplit =
                    Arrays.stream(Split.values()).map(Split::label).anyMatch(view::equals);
            if (!isSplit) {
                throw UserError.usage(
                        location + " names no view of the rooms",
                        "after the colon write objects, scenes, train, test or extra");
            }
            values.put("split", view);
        }
    }

    private void readPair(String pair) {
        List<String> keys = isScenes ? SCENE_KEYS : OBJECT_KEYS;
        int mark = pair.indexOf('=');
        String key = mark < 0 ? pair : pair.substring(0, mark);
        if (mark < 0 || !keys.contains(key)) {
            throw UserError.usage(
                    "'" + pair + "' in " + location + " is not understood",
                    "write KEY=VALUE with one of " + String.join(", ", keys));
        }
        if (values.put(key, pair.substring(mark + 1)) != null) {
            throw UserError.usage(key + " is given twice in " + location, "give it once");
        }
    }

    RoomsSource open() {
        Split split = choice("split", Split.TRAIN, Split.values());
        Label label = choice("label", Label.SUBJECT, Label.values());
        try {
            return isScenes ? scenes(split, label) : objects(split, label);
        } catch (IllegalArgumentException e) {
            throw UserError.usage(location + " asks for what cannot be", e.getMessage(), e);
        }
    }

    private RoomsSource objects(Split split, Label label) {
        RoomsConfig config =
                RoomsConfig.DEFAULT
                        .withSize(whole("size", OBJECT_SIZE))
                        .withSeed(number("seed", RoomsConfig.DEFAULT.seed()));
        int usual = split == Split.TRAIN ? TRAIN_OBJECTS : TEST_OBJECTS;
        return RoomsSources.objects(config, split, whole("n", usual), label);
    }

    /** Whole rooms with the truth about their pixels; of the test split unless said otherwise. */
    AnnotatedRooms annotated() {
        if (isObjects) {
            throw UserError.usage(
                    location + " shows single pieces, whose pixels have no labels",
                    "use rooms:scenes?n=40");
        }
        Split split = choice("split", Split.TEST, Split.values());
        try {
            RoomsConfig config = scenes(split);
            return new AnnotatedRooms(config, split, config.scenes(split));
        } catch (IllegalArgumentException e) {
            throw UserError.usage(location + " asks for what cannot be", e.getMessage(), e);
        }
    }

    /** Whole rooms under all their lights; of the training split unless said otherwise. */
    LitRooms lit() {
        if (isObjects) {
            throw UserError.usage(
                    location + " shows single pieces under one light each",
                    "use rooms:scenes?n=40");
        }
        Split split = choice("split", Split.TRAIN, Split.values());
        try {
            return new LitRooms(scenes(split), split);
        } catch (IllegalArgumentException e) {
            throw UserError.usage(location + " asks for what cannot be", e.getMessage(), e);
        }
    }

    private RoomsSource scenes(Split split, Label label) {
        return RoomsSources.scenes(scenes(split), split, label);
    }

    private RoomsConfig scenes(Split split) {
        RoomsConfig usual = RoomsConfig.DEFAULT;
        int n = whole("n", usual.scenes(split));
        return usual.withSize(whole("size", usual.size()))
                .withSeed(number("seed", usual.seed()))
                .withScenes(n, n)
                .withMixtures(whole("mixtures", 0))
                .withProbe(probe());
    }

    private Probe probe() {
        String value = values.getOrDefault("probe", "none");
        return switch (value) {
            case "none" -> Probe.NONE;
            case "ball" -> Probe.MIRROR_BALL;
            default -> throw wrong("probe", value, "none or ball");
        };
    }

    private int whole(String key, int usual) {
        long value = number(key, usual);
        if (value != (int) value) {
            throw wrong(key, Long.toString(value), "a smaller number");
        }
        return (int) value;
    }

    private long number(String key, long usual) {
        String value = values.get(key);
        try {
            return value == null ? usual : Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw wrong(key, value, "a whole number");
        }
    }

    private <E extends Enum<E>> E choice(String key, E usual, E[] choices) {
        String value = values.get(key);
        if (value == null) {
            return usual;
        }
        List<String> names =
                Arrays.stream(choices).map(c -> c.name().toLowerCase(Locale.ROOT)).toList();
        if (!names.contains(value)) {
            throw wrong(key, value, "one of " + String.join(", ", names));
        }
        return choices[names.indexOf(value)];
    }

    private UserError wrong(String key, String value, String right) {
        return UserError.usage(
                key + " '" + value + "' in " + location + " is not understood", "give " + right);
    }
}
