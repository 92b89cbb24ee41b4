package org.symbiosis.app.relight;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.symbiosis.data.Planes;
import org.symbiosis.data.rooms.LitRooms;
import org.symbiosis.data.rooms.RoomsConfig;
import org.symbiosis.data.rooms.Split;
import org.symbiosis.intrinsics.Light;
import org.symbiosis.intrinsics.Relighter;

/** Lights that have a name: what a model makes of them is seen on a few of the embedded rooms. */
public enum NamedLight {
    /** Any lamp under the ceiling. */
    CEILING(0, 9),
    /** A lamp on the left wall. */
    LEFT(9, 13),
    /** A lamp on the right wall. */
    RIGHT(13, 17),
    /** A flash beside the camera. */
    FRONT_LEFT(17, 18),
    /** A flash above the camera. */
    FRONT(18, 19),
    /** A flash beside the camera. */
    FRONT_RIGHT(19, 20),
    /** A flash near the floor. */
    BELOW(20, 21),
    /** Low sun. */
    SUN_LEFT(21, 22),
    /** Low sun. */
    SUN_RIGHT(22, 23),
    /** Daylight from a large window behind the camera. */
    SOFT(23, 24),
    /** A lamp within the room. */
    LAMP(24, 25);

    private static final int ROOMS = 6;

    private final int from;
    private final int to;

    NamedLight(int from, int to) {
        this.from = from;
        this.to = to;
    }

    /** The mean of the codes that the model sees in these rooms under this light. */
    public Light of(Relighter relighter) {
        RoomsConfig config = RoomsConfig.DEFAULT.withScenes(ROOMS, ROOMS);
        List<Light> lights = new ArrayList<>();
        try (LitRooms rooms = new LitRooms(config, Split.EXTRA)) {
            for (int s = 0; s < rooms.size(); s++) {
                int scene = s;
                IntStream.range(from, to)
                        .mapToObj(l -> relighter.light(Planes.of(rooms.read(scene, l))))
                        .forEach(lights::add);
            }
        }
        return Light.mean(lights);
    }
}
