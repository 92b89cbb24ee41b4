package org.symbiosis.train;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads TensorBoard files as TensorBoard does, and checks every checksum. */
final class EventReader {
    /** An event: its step, its scalars, the tags of its pictures, its version note. */
    record Event(long step, Map<String, Float> scalars, List<String> pictures, String version) {}

    private EventReader() {}

    static List<Event> read(Path file) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<Event> events = new ArrayList<>();
        while (in.hasRemaining()) {
            int start = in.position();
            long length = in.getLong();
            check(in, start, 8);
            byte[] data = new byte[Math.toIntExact(length)];
            int from = in.position();
            in.get(data);
            check(in, from, data.length);
            events.add(event(fields(data)));
        }
        return events;
    }

    /** CRC-32C bit by bit, unlike the writer's. */
    private static void check(ByteBuffer in, int from, int length) throws IOException {
        int crc = -1;
        for (int i = from; i < from + length; i++) {
            crc ^= in.get(i) & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc >>> 1 ^ ((crc & 1) == 1 ? 0x82f63b78 : 0);
            }
        }
        crc = ~crc;
        int masked = (crc >>> 15 | crc << 17) + 0xa282ead8;
        if (in.getInt() != masked) {
            throw new IOException("wrong checksum of the bytes from " + from);
        }
    }

    private static Event event(Map<Integer, List<byte[]>> fields) {
        Map<String, Float> scalars = new LinkedHashMap<>();
        List<String> pictures = new ArrayList<>();
        for (byte[] summary : fields.getOrDefault(5, List.of())) {
            for (byte[] value : fields(summary).getOrDefault(1, List.of())) {
                Map<Integer, List<byte[]>> parts = fields(value);
                String tag = text(parts.get(1).get(0));
                if (parts.containsKey(2)) {
                    scalars.put(tag, little(parts.get(2).get(0)).getFloat());
                }
                if (parts.containsKey(4)) {
                    pictures.add(
                            tag + " " + Arrays.toString(fields(parts.get(4).get(0)).get(4).get(0)));
                }
            }
        }
        List<byte[]> version = fields.getOrDefault(3, List.of());
        return new Event(
                fields.containsKey(2) ? little(fields.get(2).get(0)).getLong() : 0,
                scalars,
                pictures,
                version.isEmpty() ? "" : text(version.get(0)));
    }

    private static Map<Integer, List<byte[]>> fields(byte[] message) {
        Map<Integer, List<byte[]>> fields = new LinkedHashMap<>();
        ByteBuffer in = little(message);
        while (in.hasRemaining()) {
            long key = varint(in);
            byte[] value =
                    switch ((int) (key & 7)) {
                        case 0 ->
                                ByteBuffer.allocate(8)
                                        .order(ByteOrder.LITTLE_ENDIAN)
                                        .putLong(varint(in))
                                        .array();
                        case 1 -> new byte[8];
                        case 2 -> new byte[(int) varint(in)];
                        case 5 -> new byte[4];
                        default -> throw new IllegalStateException("wire type of " + key);
                    };
            if ((key & 7) != 0) {
                in.get(value);
            }
            fields.computeIfAbsent((int) (key >> 3), k -> new ArrayList<>()).add(value);
        }
        return fields;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        int shift = 0;
        byte b;
        do {
            b = in.get();
            value |= (long) (b & 0x7f) << shift;
            shift += 7;
        } while (b < 0);
        return value;
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
