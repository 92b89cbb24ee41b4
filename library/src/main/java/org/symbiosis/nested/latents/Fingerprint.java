package org.symbiosis.nested.latents;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.symbiosis.nn.Layer;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Shapes;

/** Short hashes that tell networks and data apart, so that caches are never mixed. */
public final class Fingerprint {
    private static final int KEPT_BYTES = 12;

    private final MessageDigest sha;

    private Fingerprint() {
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** An empty one. */
    static Fingerprint start() {
        return new Fingerprint();
    }

    /** Of a network's weights, with a word on how it is used. */
    public static String of(String use, Layer network) {
        Fingerprint f = start().add(use);
        network.state()
                .forEach(
                        (name, t) ->
                                f.add(name)
                                        .add(Arrays.toString(Shapes.of(t)))
                                        .add(Plain.floats(t)));
        return f.end();
    }

    /** Takes a text in. */
    Fingerprint add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        sha.update(bytes);
        return this;
    }

    /** Takes numbers in. */
    Fingerprint add(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES));
        bytes.asFloatBuffer().put(values);
        sha.update(bytes);
        return this;
    }

    /** Takes a number in. */
    Fingerprint add(long value) {
        sha.update(ByteBuffer.allocate(Long.BYTES).putLong(value).flip());
        return this;
    }

    /** The hash, in 24 hexadecimal digits. */
    String end() {
        return HexFormat.of().formatHex(Arrays.copyOf(sha.digest(), KEPT_BYTES));
    }
}
