package org.symbiosis.testing;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.StringJoiner;

/** A safetensors file of any size whose values are zeros that no disk has to hold. */
public final class SparseWeights {
    private SparseWeights() {}

    /** Writes tensors of these shapes, single precision. */
    public static Path write(Path file, Map<String, long[]> shapes) throws IOException {
        long at = 0;
        StringJoiner entries = new StringJoiner(",", "{", "}");
        for (Map.Entry<String, long[]> e : shapes.entrySet()) {
            long count = 4;
            StringJoiner shape = new StringJoiner(",", "[", "]");
            for (long side : e.getValue()) {
                shape.add(Long.toString(side));
                count *= side;
            }
            entries.add(
                    "\"%s\":{\"dtype\":\"F32\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
                            .formatted(e.getKey(), shape, at, at + count));
            at += count;
        }
        String padding = " ".repeat((8 - entries.length() % 8) % 8);
        byte[] header = (entries + padding).getBytes(StandardCharsets.UTF_8);
        Files.createDirectories(file.getParent());
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            out.write(length.putLong(header.length).array());
            out.write(header);
            out.setLength(8 + header.length + at);
        }
        return file;
    }
}
