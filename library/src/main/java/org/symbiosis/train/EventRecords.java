package org.symbiosis.train;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.symbiosis.AtomicFile;

/**
 * The records of a TensorBoard file: eight bytes of length, their checksum, the data, its checksum.
 */
final class EventRecords {
    private static final int STEP = 2;
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;

    private EventRecords() {}

    /** The data as a record. */
    static byte[] framed(byte[] data) {
        ByteBuffer frame =
                ByteBuffer.allocate(8 + 4 + data.length + 4).order(ByteOrder.LITTLE_ENDIAN);
        frame.putLong(data.length);
        frame.putInt(checksum(frame.array(), 8));
        frame.put(data);
        frame.putInt(checksum(data, data.length));
        return frame.array();
    }

    /** CRC-32C, rotated and shifted so that it may be stored within data it covers. */
    private static int checksum(byte[] data, int length) {
        CRC32C crc = new CRC32C();
        crc.update(data, 0, length);
        return Integer.rotateRight((int) crc.getValue(), 15) + 0xa282ead8;
    }

    /**
     * Takes the records after a step out of all event files of a folder, and what a crash left
     * half-written; a file without any step left goes.
     */
    static void forgetAfter(Path folder, long lastStep) throws IOException {
        List<Path> files;
        try (Stream<Path> list = Files.list(folder)) {
            files =
                    list.filter(p -> p.getFileName().toString().startsWith("events.out.tfevents."))
                            .toList();
        }
        for (Path file : files) {
            if (lastStep == 0) {
                Files.delete(file);
            } else {
                AtomicFile.write(file, out -> copy(file, lastStep, out));
            }
        }
    }

    private static void copy(Path file, long lastStep, FileChannel out) throws IOException {
        long left = Files.size(file);
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            while (left > 0) {
                byte[] data = next(in, left);
                if (data == null) {
                    return;
                }
                left -= 16 + data.length;
                if (step(data) <= lastStep) {
                    ByteBuffer record = ByteBuffer.wrap(framed(data));
                    while (record.hasRemaining()) {
                        out.write(record);
                    }
                }
            }
        }
    }

    /** The next record's data, or null when it is cut short or damaged. */
    private static byte[] next(DataInputStream in, long left) throws IOException {
        try {
            byte[] head = new byte[8];
            in.readFully(head);
            long length = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getLong();
            if (checksum(head, 8) != Integer.reverseBytes(in.readInt())
                    || length < 0
                    || length > Math.min(left, Integer.MAX_VALUE) - 16) {
                return null;
            }
            byte[] data = in.readNBytes((int) length);
            boolean whole = data.length == length;
            return whole && checksum(data, data.length) == Integer.reverseBytes(in.readInt())
                    ? data
                    : null;
        } catch (EOFException e) {
            return null;
        }
    }

    /** The step of an event; 0 when it names none. Time and step come first, as we write them. */
    private static long step(byte[] event) {
        ByteBuffer in = ByteBuffer.wrap(event);
        while (in.hasRemaining()) {
            int key = in.get();
            if ((key & 7) == FIXED64 && in.remaining() >= 8) {
                in.getLong();
            } else if (key == (STEP << 3 | VARINT)) {
                return varint(in);
            } else {
                return 0;
            }
        }
        return 0;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; in.hasRemaining() && shift < 64; shift += 7) {
            byte b = in.get();
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                break;
            }
        }
        return value;
    }
}
