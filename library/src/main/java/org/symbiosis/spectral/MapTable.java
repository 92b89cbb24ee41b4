package org.symbiosis.spectral;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.symbiosis.AtomicFile;
import org.symbiosis.UserError;

/**
 * The state of the alternation, image by image, in a memory-mapped file: values, both moments, the
 * moving average, and counts. A minibatch is first noted beside the table as a whole, then entered,
 * so that a run that was killed at any time resumes at a minibatch's end.
 */
final class MapTable implements AutoCloseable {
    /** What a record holds before its floats: steps of Adam and minibatches averaged. */
    private static final int COUNTS = 2 * Long.BYTES;

    private static final int HEADER = 4096;
    private static final long MAGIC = 0x53594d4d41505331L;
    private static final int PARTS = 4;

    private final Path journal;
    private final int images;
    private final int length; // floats of a map
    private final List<MappedByteBuffer> segments = new ArrayList<>();
    private final int perSegment;
    private final MappedByteBuffer header;

    /**
     * What is known of one image.
     *
     * @param steps of Adam that it has seen
     * @param averaged minibatches of the whole run that its average includes
     * @param values logits, {@code (C N)}
     * @param mean first moment
     * @param square second moment
     * @param average moving average of the values
     */
    record Entry(
            long steps,
            long averaged,
            float[] values,
            float[] mean,
            float[] square,
            float[] average) {}

    private MapTable(Path file, int images, int length, FileChannel channel) throws IOException {
        this.journal = file.resolveSibling(file.getFileName() + ".next");
        this.images = images;
        this.length = length;
        int record = record();
        this.perSegment = (int) Math.max(1, (1L << 30) / record);
        this.header = map(channel, 0, HEADER);
        for (int first = 0; first < images; first += perSegment) {
            long bytes = (long) Math.min(perSegment, images - first) * record;
            segments.add(map(channel, HEADER + (long) first * record, bytes));
        }
    }

    private static MappedByteBuffer map(FileChannel channel, long at, long bytes)
            throws IOException {
        MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_WRITE, at, bytes);
        mapped.order(ByteOrder.LITTLE_ENDIAN);
        return mapped;
    }

    private int record() {
        return COUNTS + PARTS * length * Float.BYTES;
    }

    /** Whether there is a table to resume. */
    static boolean exists(Path file) {
        return Files.isRegularFile(file);
    }

    /**
     * Opens a table, or makes a new one.
     *
     * @param identity of the run: a table of another one is refused
     */
    static MapTable open(Path file, int images, int length, long identity) {
        boolean resumed = exists(file);
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE)) {
            MapTable table = new MapTable(file, images, length, channel);
            if (!resumed || table.header.getLong(0) == 0) {
                table.header.putLong(8, identity).putLong(16, images).putLong(24, length);
            } else {
                table.check(file, identity);
                table.replay();
            }
            return table;
        } catch (IOException e) {
            throw UserError.failed(
                    "cannot keep the maps in " + file + " (" + e.getMessage() + ")",
                    "choose a folder with enough free space",
                    e);
        }
    }

    private void check(Path file, long identity) {
        if (header.getLong(0) != MAGIC
                || header.getLong(8) != identity
                || header.getLong(16) != images
                || header.getLong(24) != length) {
            throw UserError.failed(
                    file + " holds the maps of other images or other settings",
                    "choose another folder, or remove the file to begin anew");
        }
    }

    /** Declares the first values complete: from now on the table can be resumed. */
    void begun() {
        header.putLong(0, MAGIC);
    }

    /** Whether the first values are complete. */
    boolean isBegun() {
        return header.getLong(0) == MAGIC;
    }

    /** Minibatches entered so far. */
    long iterations() {
        return header.getLong(32);
    }

    /** Number of images. */
    int images() {
        return images;
    }

    /** The state of an image. */
    Entry get(int image) {
        return read(at(image));
    }

    /** Sets the state of an image before the run begins. */
    void put(int image, Entry entry) {
        write(at(image), entry);
    }

    /** Enters a minibatch as a whole and counts it. */
    void commit(int[] batch, Entry[] entries) {
        ByteBuffer next =
                ByteBuffer.allocate(16 + batch.length * (Integer.BYTES + record()))
                        .order(ByteOrder.LITTLE_ENDIAN);
        next.putLong(iterations() + 1).putLong(batch.length);
        for (int i = 0; i < batch.length; i++) {
            next.putInt(batch[i]);
            write(next, entries[i]);
        }
        AtomicFile.write(journal, next.array());
        enter(next.flip());
    }

    private void enter(ByteBuffer next) {
        long iteration = next.getLong();
        long count = next.getLong();
        for (long i = 0; i < count; i++) {
            int image = next.getInt();
            write(at(image), read(next));
        }
        header.putLong(32, iteration);
    }

    /** Enters a minibatch that was noted but perhaps not entered to its end. */
    private void replay() throws IOException {
        if (Files.exists(journal)) {
            ByteBuffer next =
                    ByteBuffer.wrap(Files.readAllBytes(journal)).order(ByteOrder.LITTLE_ENDIAN);
            if (next.getLong(0) == iterations() + 1) {
                enter(next);
            }
        }
    }

    private ByteBuffer at(int image) {
        return segments.get(image / perSegment)
                .duplicate()
                .order(ByteOrder.LITTLE_ENDIAN)
                .position(image % perSegment * record());
    }

    private Entry read(ByteBuffer from) {
        long steps = from.getLong();
        long averaged = from.getLong();
        float[][] parts = new float[PARTS][length];
        for (float[] part : parts) {
            from.asFloatBuffer().get(part);
            from.position(from.position() + length * Float.BYTES);
        }
        return new Entry(steps, averaged, parts[0], parts[1], parts[2], parts[3]);
    }

    private void write(ByteBuffer to, Entry entry) {
        to.putLong(entry.steps()).putLong(entry.averaged());
        for (float[] part :
                Arrays.asList(entry.values(), entry.mean(), entry.square(), entry.average())) {
            to.asFloatBuffer().put(part);
            to.position(to.position() + length * Float.BYTES);
        }
    }

    /** Hands everything to the disk. */
    @Override
    public void close() {
        segments.forEach(MappedByteBuffer::force);
        header.force();
        try {
            Files.deleteIfExists(journal);
        } catch (IOException e) {
            throw UserError.failed(
                    "cannot remove " + journal + " (" + e.getMessage() + ")",
                    "remove it by hand",
                    e);
        }
    }
}
