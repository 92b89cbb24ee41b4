package org.symbiosis.spectral.segment;

import org.symbiosis.data.Picture;

/** Shows photographs to a frozen model. */
public sealed interface PhotoReader extends AutoCloseable permits PatchReader, DiffusionReader {
    /** What to call the model in reports. */
    String name();

    /** What the model sees in a photograph, owned by the caller's scope. */
    Reading read(Picture photo);

    /** Frees the model. */
    @Override
    void close();
}
