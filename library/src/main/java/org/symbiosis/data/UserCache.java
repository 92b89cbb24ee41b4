package org.symbiosis.data;

import java.nio.file.Path;

/** Where files are kept between runs that can be had again: rendered pictures, public weights. */
public final class UserCache {
    private UserCache() {}

    /**
     * The folder named by the system property {@code symbiosis.cache}, else by the variable {@code
     * SYMBIOSIS_CACHE}, else {@code symbiosis} in the user's own cache folder.
     */
    public static Path folder() {
        String chosen = System.getProperty("symbiosis.cache", System.getenv("SYMBIOSIS_CACHE"));
        if (chosen != null && !chosen.isBlank()) {
            return Path.of(chosen);
        }
        String local = System.getenv("LOCALAPPDATA");
        String xdg = System.getenv("XDG_CACHE_HOME");
        if (xdg != null && !xdg.isBlank()) {
            return Path.of(xdg, "symbiosis");
        }
        return local != null
                ? Path.of(local, "symbiosis")
                : Path.of(System.getProperty("user.home"), ".cache", "symbiosis");
    }
}
