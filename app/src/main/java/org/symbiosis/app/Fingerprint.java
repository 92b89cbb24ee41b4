package org.symbiosis.app;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What tells settings apart in the names of files. */
public final class Fingerprint {
    private static final int BYTES = 16;

    private Fingerprint() {}

    /** The first 128 bits of a text's SHA-256, in hexadecimal digits. */
    public static String of(String text) {
        try {
            byte[] all =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(all, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
