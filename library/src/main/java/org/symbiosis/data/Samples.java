package org.symbiosis.data;

import java.io.IOException;

/**
 * What a loader draws from: entries, each of which becomes one picture for a network.
 *
 * <p>Implementations are safe for use by several threads at once.
 */
public interface Samples {
    /** What they are, for messages. */
    String name();

    /** Number of entries. */
    int size();

    /** What entry {@code i} is, for messages. */
    String path(int i);

    /** Class of entry {@code i}, or -1 when it has none. */
    int label(int i);

    /**
     * Reads and prepares an entry.
     *
     * @param random all that is random about it
     * @throws IOException when this one entry cannot be read; the message names it
     */
    Planes sample(int i, SplitMix random) throws IOException;

    /** How the pictures are normalised. */
    Normalisation normalisation();

    /** The images of a source, each prepared alone. */
    static Samples of(ImageSource source, Preparation preparation) {
        return new Samples() {
            @Override
            public String name() {
                return source.name();
            }

            @Override
            public int size() {
                return source.size();
            }

            @Override
            public String path(int i) {
                return source.path(i);
            }

            @Override
            public int label(int i) {
                return source.label(i);
            }

            @Override
            public Planes sample(int i, SplitMix random) throws IOException {
                return preparation.apply(source.read(i), random);
            }

            @Override
            public Normalisation normalisation() {
                return preparation.normalisation();
            }
        };
    }
}
