package org.symbiosis.data.rooms;

import java.util.Locale;

/** What a pixel shows. The first three are stuff. */
public enum Semantic {
    WALL(0),
    FLOOR(1),
    CEILING(2),
    WINDOW(3),
    PICTURE(4),
    RUG(5),
    BED(6),
    SOFA(7),
    TABLE(8),
    CHAIR(9),
    CABINET(10),
    SHELF(11),
    LAMP(12),
    PLANT(13),
    BALL(14),
    VASE(15),
    BATH(16),
    BOX(17);

    private final int id;

    Semantic(int id) {
        this.id = id;
    }

    /** The label in the semantic map, 0 .. 17. */
    public int id() {
        return id;
    }

    /** The label in words. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is stuff (wall, floor, ceiling) rather than a thing that can be counted. */
    public boolean isStuff() {
        return id <= CEILING.id;
    }
}
