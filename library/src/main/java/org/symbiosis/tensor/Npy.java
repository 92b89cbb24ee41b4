package org.symbiosis.tensor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.symbiosis.AtomicFile;
import org.symbiosis.UserError;
import org.symbiosis.tensor.NpyHeader.Malformed;

/**
 * One array in a numpy file: {@code .npy}, formats 1.0 to 3.0 read, 1.0 written.
 *
 * <p>Booleans, integers of 1 to 8 bytes and floats of 2 to 8, in either byte order and either
 * layout; objects and records are refused. The size of the file is compared with its header before
 * any memory is taken.
 */
public final class Npy {
    static {
        Engine.start();
    }

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int MAX_HEADER = 1 << 16;
    private static final int ALIGNMENT = 64;
    private static final int CHUNK = 1 << 26;
    private static final int ROW = 1 << 14;

    private Npy() {}

    /**
     * The array in a file, of its own number format, row-major; owned by the caller's scope.
     *
     * @throws UserError when there is no such file, or it is truncated, malformed or holds anything
     *     but plain numbers
     */
    public static Tensor read(Path path) {
        try (FileChannel in = FileChannel.open(path)) {
            return read(in, in.size(), path);
        } catch (NoSuchFileException e) {
            throw UserError.failed("there is no file " + path, "check the path", e);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /**
     * The array in a channel of so many bytes.
     *
     * @param path for messages
     */
    static Tensor read(ReadableByteChannel in, long bytes, Path path) throws IOException {
        Counted counted = new Counted(in);
        NpyHeader header = header(counted);
        checkSize(header, bytes - counted.position);
        return Scope.tidy(() -> values(counted, header, path));
    }

    /** A channel that knows how much was read. */
    private static final class Counted implements ReadableByteChannel {
        private final ReadableByteChannel in;
        private long position;

        Counted(ReadableByteChannel in) {
            this.in = in;
        }

        @Override
        public int read(ByteBuffer to) throws IOException {
            int count = in.read(to);
            position += Math.max(0, count);
            return count;
        }

        @Override
        public boolean isOpen() {
            return in.isOpen();
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    private static UserError unreadable(Path path, IOException e) {
        return UserError.failed(
                "cannot read " + path + " (" + e.getMessage() + ")",
                "take a whole .npy file of plain numbers, or write it again with numpy.save",
                e);
    }

    private static NpyHeader header(ReadableByteChannel in) throws IOException {
        ByteBuffer start = take(in, MAGIC.length + 2);
        for (byte expected : MAGIC) {
            if (start.get() != expected) {
                throw new Malformed("it is no .npy file");
            }
        }
        int major = start.get();
        if (major < 1 || major > 3 || start.get() != 0) {
            throw new Malformed("its format version is unknown");
        }
        long length =
                major == 1 ? take(in, 2).getShort() & 0xFFFF : take(in, 4).getInt() & 0xFFFFFFFFL;
        if (length > MAX_HEADER) {
            throw new Malformed("its header is impossibly long");
        }
        return NpyHeader.parse(take(in, (int) length).array());
    }

    private static ByteBuffer take(ReadableByteChannel in, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        fill(in, buffer);
        return buffer.flip();
    }

    private static void fill(ReadableByteChannel in, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (in.read(buffer) < 0) {
                throw new Malformed("it is truncated");
            }
        }
    }

    private static void checkSize(NpyHeader header, long there) throws Malformed {
        long bytes = header.dtype().bytes;
        boolean isEmpty = false;
        try {
            for (long size : header.shape()) {
                bytes = Math.multiplyExact(bytes, Math.max(1, size));
                isEmpty |= size == 0;
            }
        } catch (ArithmeticException e) {
            throw new Malformed("its array is impossibly large");
        }
        long expected = isEmpty ? 0 : bytes;
        if (expected != there) {
            throw new Malformed(
                    (there < expected ? "it is truncated: " : "it has bytes left over: ")
                            + "%d bytes of values expected, %d there".formatted(expected, there));
        }
    }

    private static Tensor values(ReadableByteChannel in, NpyHeader header, Path path) {
        int width = header.dtype().bytes;
        long count = header.count();
        Tensor bytes =
                torch.empty(new long[] {count * width}, new TensorOptions(ScalarType.Byte), null);
        try {
            read(in, bytes);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
        if (header.dtype() == DType.BOOL) {
            bytes = bytes.ne(new Scalar(0));
        }
        if (width > 1 && header.bytes() == NpyHeader.Bytes.BIG_ENDIAN) {
            bytes = bytes.view(count, width).flip(1).reshape(-1);
        }
        Tensor flat = bytes.view(header.dtype().scalarType);
        if (header.layout() == NpyHeader.Layout.C) {
            return flat.view(header.shape());
        }
        int n = header.shape().length;
        long[] reversed = new long[n];
        long[] order = new long[n];
        for (int i = 0; i < n; i++) {
            order[n - 1 - i] = i;
            reversed[i] = header.shape()[n - 1 - i];
        }
        return flat.view(reversed).permute(order).contiguous();
    }

    private static void read(ReadableByteChannel in, Tensor bytes) throws IOException {
        long size = bytes.numel();
        Pointer start = size == 0 ? null : bytes.data_ptr();
        for (long at = 0; at < size; at += CHUNK) {
            BytePointer chunk = new BytePointer(start).getPointer(at);
            fill(in, chunk.capacity(Math.min(CHUNK, size - at)).asByteBuffer());
        }
    }

    /**
     * Writes a tensor in its own number format, replacing the file as a whole.
     *
     * @throws UserError when the file cannot be written; an older one is then unchanged
     * @throws IllegalArgumentException for number formats that numpy lacks, such as bfloat16
     */
    public static void write(Path path, Tensor values) {
        NpyHeader header = NpyHeader.of(values.scalar_type(), Shapes.of(values));
        AtomicFile.write(path, out -> write(out, header, values));
    }

    /** Writes a tensor in its own number format to a channel. */
    static void write(WritableByteChannel out, NpyHeader header, Tensor values) throws IOException {
        drain(out, start(header));
        try (Scope s = Scope.open()) {
            write(out, values.detach().cpu().contiguous());
        }
    }

    private static void write(WritableByteChannel out, Tensor values) throws IOException {
        long size = values.numel() * values.element_size();
        Pointer start = size == 0 ? null : values.data_ptr();
        for (long at = 0; at < size; at += CHUNK) {
            BytePointer chunk = new BytePointer(start).getPointer(at);
            drain(out, chunk.capacity(Math.min(CHUNK, size - at)).asByteBuffer());
        }
    }

    /**
     * Writes floats, replacing the file as a whole.
     *
     * @param values row-major, the last dimension fastest
     * @param shape sizes whose product is the number of values; none for a single value
     * @throws UserError when the file cannot be written; an older one is then unchanged
     */
    public static void write(Path path, float[] values, long... shape) {
        if (Shapes.count(shape) != values.length) {
            throw new IllegalArgumentException(
                    values.length + " values do not fill an array of " + Shapes.text(shape));
        }
        NpyHeader header = NpyHeader.of(ScalarType.Float, shape);
        AtomicFile.write(
                path,
                out -> {
                    drain(out, start(header));
                    ByteBuffer row = ByteBuffer.allocate(4 * ROW).order(ByteOrder.LITTLE_ENDIAN);
                    for (int at = 0; at < values.length; at += ROW) {
                        drain(out, floats(row, values, at, Math.min(ROW, values.length - at)));
                    }
                });
    }

    /** Makes the values of one row after the other. */
    @FunctionalInterface
    public interface Rows {
        /** Fills in a row. */
        void row(int i, float[] values);
    }

    /**
     * Writes floats that are made while they are written, replacing the file as a whole.
     *
     * @param rows asked for each of the first dimension's, in order
     * @param shape at least one size
     * @throws UserError when the file cannot be written; an older one is then unchanged
     */
    public static void write(Path path, Rows rows, long... shape) {
        NpyHeader header = NpyHeader.of(ScalarType.Float, shape);
        float[] values = new float[(int) Shapes.count(Arrays.copyOfRange(shape, 1, shape.length))];
        AtomicFile.write(
                path,
                out -> {
                    drain(out, start(header));
                    ByteBuffer row =
                            ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
                    for (int i = 0; i < shape[0]; i++) {
                        rows.row(i, values);
                        drain(out, floats(row, values, 0, values.length));
                    }
                });
    }

    private static ByteBuffer floats(ByteBuffer row, float[] values, int from, int count) {
        row.clear().asFloatBuffer().put(values, from, count);
        return row.limit(4 * count);
    }

    /** Everything before the values; they begin at a multiple of 64 bytes. */
    private static ByteBuffer start(NpyHeader header) {
        byte[] text = (header.text() + "\n").getBytes(StandardCharsets.US_ASCII);
        int before = MAGIC.length + 4;
        int whole = (before + text.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        byte[] padded = Arrays.copyOf(text, whole - before);
        Arrays.fill(padded, text.length - 1, padded.length - 1, (byte) ' ');
        padded[padded.length - 1] = '\n';
        ByteBuffer all = ByteBuffer.allocate(whole).order(ByteOrder.LITTLE_ENDIAN);
        all.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) padded.length).put(padded);
        return all.flip();
    }

    private static void drain(WritableByteChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }
}
