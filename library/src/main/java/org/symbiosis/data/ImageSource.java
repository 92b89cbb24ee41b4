package org.symbiosis.data;

import java.io.IOException;
import java.util.List;

/**
 * A list of images that are read when asked for.
 *
 * <p>Implementations are safe for use by several threads at once.
 */
public interface ImageSource extends AutoCloseable {
    /** A source in words, for messages: the folder, the archive, the name of the data set. */
    String name();

    /** Number of images. */
    int size();

    /** Path of image {@code i} inside the source, unique, with forward slashes. */
    String path(int i);

    /** Class of image {@code i} as an index into {@link #classes()}, or -1 when it has none. */
    int label(int i);

    /** Names of the classes in the order of their indices; empty when there are none. */
    List<String> classes();

    /**
     * Decodes image {@code i}.
     *
     * @throws IOException when this one image cannot be read or decoded; the message names it
     */
    Picture read(int i) throws IOException;

    @Override
    default void close() {}
}
