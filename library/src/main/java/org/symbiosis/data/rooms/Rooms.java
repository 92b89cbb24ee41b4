package org.symbiosis.data.rooms;

import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The embedded data set: small ray-traced interiors, made on demand from a seed.
 *
 * <p>The same configuration gives the same bytes on every platform and with any number of threads.
 */
public final class Rooms {
    /** Changes whenever a picture does. */
    public static final int VERSION = 1;

    /** Number of light slots; each means the same in every scene. */
    public static final int LIGHTS = LightSlot.COUNT;

    private final RoomsConfig config;

    /** The data set of this configuration; nothing is rendered yet. */
    public Rooms(RoomsConfig config) {
        this.config = Objects.requireNonNull(config);
    }

    /** The parameters. */
    public RoomsConfig config() {
        return config;
    }

    /**
     * Renders a scene under all its lights, on all cores.
     *
     * @param index from 0; see {@link Split} for which scenes belong where
     */
    public RenderedRoom render(long index) {
        if (index < 0) {
            throw new IllegalArgumentException("there is no scene " + index);
        }
        Scene scene = SceneGrammar.draw(config.seed(), index, config.probe());
        int[] slots = IntStream.range(0, LIGHTS).toArray();
        return new RenderedRoom(scene, Renderer.render(scene, config.size(), slots), config);
    }
}
