package org.symbiosis.data.rooms;

/** The embedded data set: small ray-traced interiors, made on demand from a seed. */
public final class Rooms {
    /** Changes whenever a picture does. */
    public static final int VERSION = 1;

    private Rooms() {}
}
