package org.symbiosis.train;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.symbiosis.UserError;

/**
 * Metrics as TensorBoard reads them: records of length, masked CRC-32C, and an {@code Event}
 * message of a few protobuf fields.
 */
public final class TensorBoardEvents implements MetricSink {
    private static final int DOUBLE_FIELD = 1;
    private static final int BYTES_FIELD = 2;
    private static final int FLOAT_FIELD = 5;

    private final OutputStream out;
    private final Path path;

    /**
     * Starts a new file in a folder; TensorBoard joins all files of one folder by step.
     *
     * @param lastStep 0 for a fresh start; otherwise the step of the checkpoint taken up, after
     *     which older files in the folder are forgotten
     */
    public TensorBoardEvents(Path folder, long lastStep) {
        double now = System.currentTimeMillis() / 1e3;
        path =
                folder.resolve(
                        "events.out.tfevents.%d.%d"
                                .formatted((long) now, ProcessHandle.current().pid()));
        try {
            Files.createDirectories(folder);
            EventRecords.forgetAfter(folder, lastStep);
            out =
                    new BufferedOutputStream(
                            Files.newOutputStream(
                                    path, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
            record(event(now, 0).bytes(3, "brain.Event:2".getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    @Override
    public void write(long step, Map<String, Double> values) {
        Message summary = new Message();
        values.forEach(
                (tag, value) ->
                        summary.bytes(
                                1,
                                new Message()
                                        .bytes(1, tag.getBytes(StandardCharsets.UTF_8))
                                        .float32(2, value.floatValue())
                                        .toBytes()));
        try {
            record(event(System.currentTimeMillis() / 1e3, step).bytes(5, summary.toBytes()));
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    /** Writes a picture under a tag; {@code png} is a whole PNG file. */
    public void image(long step, String tag, int width, int height, byte[] png) {
        Message image = new Message().varint(1, height).varint(2, width).varint(3, 3).bytes(4, png);
        Message value =
                new Message()
                        .bytes(1, tag.getBytes(StandardCharsets.UTF_8))
                        .bytes(4, image.toBytes());
        try {
            record(
                    event(System.currentTimeMillis() / 1e3, step)
                            .bytes(5, new Message().bytes(1, value.toBytes()).toBytes()));
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    private static Message event(double wallTime, long step) {
        return new Message().float64(1, wallTime).varint(2, step);
    }

    private void record(Message event) throws IOException {
        out.write(EventRecords.framed(event.toBytes()));
    }

    @Override
    public void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    private UserError cannotWrite(IOException e) {
        return UserError.failed(
                "cannot write " + path + " (" + e.getMessage() + ")",
                "free some space, then resume the run",
                e);
    }

    /** A protobuf message, field by field. */
    private static final class Message {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        private void key(int field, int wire) {
            raw(((long) field << 3) | wire);
        }

        private void raw(long value) {
            long left = value;
            while ((left & ~0x7fL) != 0) {
                bytes.write((int) (left & 0x7f | 0x80));
                left >>>= 7;
            }
            bytes.write((int) left);
        }

        Message varint(int field, long value) {
            key(field, 0);
            raw(value);
            return this;
        }

        Message float64(int field, double value) {
            key(field, DOUBLE_FIELD);
            bytes.writeBytes(
                    ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(value).array());
            return this;
        }

        Message float32(int field, float value) {
            key(field, FLOAT_FIELD);
            bytes.writeBytes(
                    ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array());
            return this;
        }

        Message bytes(int field, byte[] value) {
            key(field, BYTES_FIELD);
            raw(value.length);
            bytes.writeBytes(value);
            return this;
        }

        byte[] toBytes() {
            return bytes.toByteArray();
        }
    }
}
