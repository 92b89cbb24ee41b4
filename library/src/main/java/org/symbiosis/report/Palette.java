package org.symbiosis.report;

import java.awt.Color;
import java.util.List;

/**
 * Eight colours that people with any kind of colour vision tell apart (Okabe and Ito, 2008), the
 * yellow last, since it is faint on white.
 */
final class Palette {
    /** For what belongs to no class. */
    static final Color NONE = new Color(0xB0, 0xB0, 0xB0);

    private static final List<Color> COLOURS =
            List.of(
                    new Color(0x00, 0x72, 0xB2), // blue
                    new Color(0xD5, 0x5E, 0x00), // vermilion
                    new Color(0x00, 0x9E, 0x73), // bluish green
                    new Color(0xCC, 0x79, 0xA7), // reddish purple
                    new Color(0xE6, 0x9F, 0x00), // orange
                    new Color(0x56, 0xB4, 0xE9), // sky blue
                    new Color(0x22, 0x22, 0x22), // black
                    new Color(0xC9, 0xB9, 0x00)); // yellow, darkened for a white ground

    private Palette() {}

    /** How many things have a colour of their own. */
    static int size() {
        return COLOURS.size();
    }

    /** The colour of the i-th thing; they repeat after {@link #size}. */
    static Color colour(int i) {
        return COLOURS.get(i % COLOURS.size());
    }

    /** The same colour, mostly see-through. */
    static Color faint(Color c) {
        return new Color(c.getRed(), c.getGreen(), c.getBlue(), 48);
    }
}
