package org.symbiosis.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.symbiosis.UserError;

/** What tells settings apart in the names of files. */
public final class Fingerprint {
    private static final int BYTES = 16;

    private Fingerprint() {}

    /** The first 128 bits of a text's SHA-256, in hexadecimal digits. */
    public static String of(String text) {
        return HexFormat.of()
                .formatHex(sha().digest(text.getBytes(StandardCharsets.UTF_8)), 0, BYTES);
    }

    /**
     * The same of a file's bytes.
     *
     * @throws UserError when it cannot be read
     */
    public static String of(Path file) {
        MessageDigest sha = sha();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw UserError.failed("cannot read " + file, "check the path and its rights", e);
        }
        return HexFormat.of().formatHex(sha.digest(), 0, BYTES);
    }

    private static MessageDigest sha() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
