package org.symbiosis.data.rooms;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Where rendered pictures are kept between runs. */
final class CacheFolder {
    private CacheFolder() {}

    /**
     * The file for pictures that {@code key} determines: in the folder named by the system property
     * {@code symbiosis.cache}, else by the variable {@code SYMBIOSIS_CACHE}, else in the user's own
     * cache folder.
     */
    static Path file(String key) {
        String version = "rooms " + Rooms.VERSION + " " + key;
        return folder().resolve("rooms").resolve("rooms-" + hash(version) + ".u8");
    }

    private static Path folder() {
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

    private static String hash(String text) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            byte[] digest = sha.digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 10);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
