package org.symbiosis.data.rooms;

import java.util.List;
import java.util.Locale;

/** The colours that walls, floors and things are made of, as linear reflectances. */
public enum Colour {
    WHITE(.80, .78, .74),
    GREY(.42, .42, .42),
    CHARCOAL(.10, .10, .11),
    RED(.55, .07, .06),
    ORANGE(.70, .28, .06),
    YELLOW(.75, .58, .12),
    GREEN(.12, .38, .12),
    TEAL(.08, .36, .36),
    BLUE(.08, .16, .50),
    NAVY(.05, .07, .20),
    PURPLE(.28, .10, .38),
    PINK(.72, .38, .42),
    BROWN(.28, .15, .08),
    OAK(.48, .31, .17),
    BEIGE(.66, .55, .40),
    CREAM(.76, .70, .56),
    PALE_BLUE(.45, .55, .66),
    PALE_GREEN(.50, .62, .46);

    static final List<Colour> BOLD =
            List.of(
                    RED, ORANGE, YELLOW, GREEN, TEAL, BLUE, NAVY, PURPLE, PINK, WHITE, GREY,
                    CHARCOAL, BROWN, BEIGE);
    static final List<Colour> WOOD = List.of(OAK, BROWN, WHITE, CHARCOAL, BEIGE);

    /** White twice: half the walls of the world are. */
    static final List<Colour> WALL =
            List.of(
                    WHITE,
                    WHITE,
                    CREAM,
                    BEIGE,
                    GREY,
                    PALE_BLUE,
                    PALE_GREEN,
                    PINK,
                    TEAL,
                    YELLOW,
                    NAVY);

    private final double red;
    private final double green;
    private final double blue;

    Colour(double red, double green, double blue) {
        this.red = red;
        this.green = green;
        this.blue = blue;
    }

    /** The colour in words, such as {@code pale blue}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Linear reflectance of channel 0 (red), 1 (green) or 2 (blue), in [0, 1]. */
    public double reflectance(int channel) {
        return channel == 0 ? red : channel == 1 ? green : blue;
    }
}
