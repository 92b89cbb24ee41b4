package org.symbiosis.data.rooms;

import java.util.List;

/** Where furniture can stand; each place is taken once. */
enum Slot {
    BL(-.62, .84, 0),
    BC(0, .84, 0),
    BR(.62, .84, 0),
    L(-.72, .45, -90),
    R(.72, .45, 90),
    C(0, .42, 0),
    FL(-.45, .28, 17),
    FR(.45, .28, -17);

    /** Along the walls. */
    static final List<Slot> WALLS = List.of(BL, BC, BR, L, R);

    static final List<Slot> BACK = List.of(BL, BC, BR);
    static final List<Slot> FLOOR = List.of(C, FL, FR);
    static final List<Slot> FRONT = List.of(FL, FR);

    private final double x;
    private final double z;
    private final double degrees;

    Slot(double x, double z, double degrees) {
        this.x = x;
        this.z = z;
        this.degrees = degrees;
    }

    /** The place on the floor of a room of this size. */
    Vec in(Shell room) {
        return Vec.of(x * room.width() / 2, 0, z * room.depth());
    }

    /** How furniture is turned here, in radians. */
    double yaw() {
        return StrictMath.toRadians(degrees);
    }
}
