package org.symbiosis.app.nested;

import java.util.Optional;
import java.util.OptionalInt;
import org.symbiosis.UserError;

/** Where pictures of a hierarchy start. */
public sealed interface NestedStart {
    /** Pictures of each start. */
    int redraws();

    /** The level that is kept with those above it; empty for the usual one. */
    OptionalInt level();

    /**
     * From noise.
     *
     * @param count of the pictures
     */
    record Noise(int count) implements NestedStart {
        @Override
        public int redraws() {
            return 1;
        }

        @Override
        public OptionalInt level() {
            return OptionalInt.empty();
        }
    }

    /**
     * From drawn images, of which some levels are kept.
     *
     * @param count of the images
     * @param level that is kept with those above it
     * @param redraws pictures of each
     */
    record Drawn(int count, OptionalInt level, int redraws) implements NestedStart {
        /** Checks the range. */
        public Drawn {
            requireRedraws(redraws);
        }
    }

    /**
     * From photographs, or from the latents beside earlier pictures.
     *
     * @param where they are
     * @param encoder of photographs
     * @param level that is kept with those above it; the top when empty
     * @param redraws pictures of each
     */
    record Given(String where, Optional<NamedEncoder> encoder, OptionalInt level, int redraws)
            implements NestedStart {
        /** Checks the range. */
        public Given {
            requireRedraws(redraws);
        }
    }

    private static void requireRedraws(int redraws) {
        if (redraws < 1) {
            throw UserError.usage("--redraws " + redraws, "give at least 1");
        }
    }
}
