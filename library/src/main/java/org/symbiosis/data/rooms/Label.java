package org.symbiosis.data.rooms;

import java.util.List;
import java.util.Locale;

/** What the class of a picture is. */
public enum Label {
    /** The furniture's class in the object view, the room's type in the scene view. */
    SUBJECT {
        @Override
        int of(View view, int i) {
            return view.label(i);
        }

        @Override
        List<String> classes(View view) {
            return view.classes();
        }
    },
    /** The colour of the walls. */
    WALL {
        @Override
        int of(View view, int i) {
            return walls().indexOf(view.scene(i).room().wall().colour());
        }

        @Override
        List<String> classes(View view) {
            return walls().stream().map(Colour::label).toList();
        }

        private List<Colour> walls() {
            return Colour.WALL.stream().distinct().toList();
        }
    },
    /** What the floor is made of. */
    FLOOR {
        @Override
        int of(View view, int i) {
            return FloorKind.ALL.indexOf(view.scene(i).room().floorKind());
        }

        @Override
        List<String> classes(View view) {
            return FloorKind.ALL.stream().map(FloorKind::label).toList();
        }
    },
    /** The light slot; mixtures have none. */
    LIGHT {
        @Override
        int of(View view, int i) {
            return view.light(i);
        }

        @Override
        List<String> classes(View view) {
            return LightSlot.ALL.stream()
                    .map(s -> "%02d %s".formatted(s.number(), s.phrase()))
                    .toList();
        }
    };

    /** Class of picture {@code i}, or -1. */
    abstract int of(View view, int i);

    abstract List<String> classes(View view);

    /** The kind of label in words. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
