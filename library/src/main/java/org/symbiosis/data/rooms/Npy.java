package org.symbiosis.data.rooms;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.symbiosis.AtomicFile;

/** Arrays of floats as NumPy files, version 1.0, little-endian, row-major. */
final class Npy {
    private static final int ALIGNMENT = 64;
    private static final int PREFIX = 10;

    private Npy() {}

    static void write(Path path, float[] values, String shape) {
        String header =
                "{'descr': '<f4', 'fortran_order': False, 'shape': (%s), }".formatted(shape);
        int length = PREFIX + header.length() + 1;
        int padded = (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        String text = header + " ".repeat(padded - length) + "\n";
        ByteBuffer out =
                ByteBuffer.allocate(padded + 4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
        out.put((byte) 1).put((byte) 0).putShort((short) text.length());
        out.put(text.getBytes(StandardCharsets.US_ASCII));
        out.asFloatBuffer().put(values);
        AtomicFile.write(path, out.array());
    }
}
