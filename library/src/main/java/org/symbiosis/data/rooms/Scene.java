package org.symbiosis.data.rooms;

import java.util.List;

/**
 * A room and what is in it, not yet rendered.
 *
 * @param seed of the data set
 * @param index of the scene, which decides all its randomness
 * @param things every instance beside the room itself
 * @param bulb where the luminaire's light comes from
 */
record Scene(
        long seed,
        long index,
        RoomType type,
        Shell room,
        List<Part> things,
        Vec bulb,
        Camera camera) {
    Scene {
        things = List.copyOf(things);
    }
}
