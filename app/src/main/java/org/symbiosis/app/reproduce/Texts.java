package org.symbiosis.app.reproduce;

import java.util.Optional;

/**
 * Texts as they were named on the command line, for tables that are told some.
 *
 * @param captions where captions are, as {@code CaptionBook} reads them
 * @param encoder file or name of the text tower that reads them
 */
public record Texts(Optional<String> captions, Optional<String> encoder) {
    /** Whether anything was named. */
    public boolean given() {
        return captions.isPresent() || encoder.isPresent();
    }
}
