package org.symbiosis.data.lit;

import java.io.IOException;
import java.util.Optional;
import org.symbiosis.UserError;
import org.symbiosis.data.Picture;
import org.symbiosis.data.annotated.Box;

/**
 * Scenes, each seen from one place under several lights. Read when asked for, by any number of
 * threads.
 */
public interface LitScenes extends AutoCloseable {
    /** What it is, for messages. */
    String name();

    /** Number of scenes. */
    int size();

    /** Name of scene {@code s}, unique. */
    String scene(int s);

    /** Lights of scene {@code s}, at least 2. */
    int lights(int s);

    /** Name of light {@code l} of scene {@code s}. */
    String light(int s, int l);

    /**
     * What light {@code l} of scene {@code s} is called in all scenes: equal where lights of
     * different scenes are the same, empty where it has nothing to do with any other scene's.
     */
    Optional<String> meaning(int s, int l);

    /**
     * Scene {@code s} under light {@code l} as a screen shows it: sRGB.
     *
     * @throws IOException when this picture cannot be read; the message names it
     */
    Picture read(int s, int l) throws IOException;

    /**
     * The true albedo of scene {@code s}, where it is known.
     *
     * @throws UserError when it is there but damaged
     */
    default Optional<AlbedoTruth> albedo(int s) {
        return Optional.empty();
    }

    /**
     * Which of two points of scene {@code s} is darker, where that was judged.
     *
     * @throws UserError when it is there but damaged
     */
    default Optional<LightnessJudgements> judgements(int s) {
        return Optional.empty();
    }

    /**
     * Whether {@link #judgements} of scene {@code s} are there; may be asked without reading them.
     */
    default boolean isJudged(int s) {
        return judgements(s).isPresent();
    }

    /** Where a mirror ball is seen in scene {@code s}, in pixels of its pictures. */
    default Optional<Box> probe(int s) {
        return Optional.empty();
    }

    /**
     * As {@link #read}, for those who need the picture.
     *
     * @throws UserError when it cannot be read
     */
    default Picture picture(int s, int l) {
        try {
            return read(s, l);
        } catch (IOException e) {
            throw UserError.failed(
                    name() + ": " + e.getMessage(), "mend or remove this picture", e);
        }
    }

    @Override
    default void close() {}
}
