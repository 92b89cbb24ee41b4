package org.symbiosis.data.rooms;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.symbiosis.data.UserCache;

/** Where rendered pictures are kept between runs. */
final class CacheFolder {
    private CacheFolder() {}

    /** The file for pictures that {@code key} determines. */
    static Path file(String key) {
        String version = "rooms " + Rooms.VERSION + " " + key;
        return UserCache.folder().resolve("rooms").resolve("rooms-" + hash(version) + ".u8");
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
