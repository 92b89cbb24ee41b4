package org.symbiosis.tensor;

import static org.bytedeco.pytorch.global.torch.from_file;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.symbiosis.AtomicFile;
import org.symbiosis.UserError;

/**
 * Tensors by name in one file: eight bytes of header length, a JSON header, the values.
 *
 * <p>Reading maps the file and copies nothing; every range is checked before the first tensor is
 * cut. Writing goes through a temporary name, so that a full disk costs nothing.
 */
public final class Safetensors implements WeightFile {
    static {
        Engine.start();
    }

    private static final int MAX_HEADER = 100_000_000;
    private static final int CHUNK = 1 << 26;

    private final Path path;
    private final SafetensorsHeader header;
    private final long dataStart;
    private final Tensor all;

    private Safetensors(Path path, SafetensorsHeader header, long dataStart, Tensor all) {
        this.path = path;
        this.header = header;
        this.dataStart = dataStart;
        this.all = all;
    }

    /**
     * Opens a file and checks its header.
     *
     * @throws UserError when there is no such file, or it is truncated or malformed
     */
    public static Safetensors open(Path path) {
        try (FileChannel in = FileChannel.open(path)) {
            long size = in.size();
            long headerBytes = size < 8 ? -1 : read(in, 0, 8).getLong();
            if (headerBytes < 2 || headerBytes > MAX_HEADER || headerBytes > size - 8) {
                throw new SafetensorsHeader.Malformed("it is truncated or no safetensors file");
            }
            byte[] json = read(in, 8, (int) headerBytes).array();
            SafetensorsHeader header = SafetensorsHeader.parse(json, size - 8 - headerBytes);
            Tensor all = null;
            if (size > 8 + headerBytes) {
                try (Scope s = Scope.open()) {
                    all =
                            Scope.keep(
                                    from_file(
                                            path.toAbsolutePath().toString(),
                                            new BoolOptional(false),
                                            new LongOptional(size),
                                            new TensorOptions(ScalarType.Byte)));
                }
            }
            return new Safetensors(path, header, 8 + headerBytes, all);
        } catch (NoSuchFileException e) {
            throw UserError.failed("there is no file " + path, "check the path", e);
        } catch (IOException e) {
            throw UserError.failed(
                    "cannot read " + path + " (" + e.getMessage() + ")",
                    "take a whole safetensors file, or download or train it again",
                    e);
        }
    }

    private static ByteBuffer read(FileChannel in, long at, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (in.read(buffer, at + buffer.position()) < 0) {
                throw new SafetensorsHeader.Malformed("it is truncated");
            }
        }
        return buffer.flip();
    }

    @Override
    public Set<String> names() {
        return header.entries().keySet();
    }

    @Override
    public Map<String, String> metadata() {
        return header.metadata();
    }

    @Override
    public long[] shape(String name) {
        return entry(name).shape().clone();
    }

    /** A view of the mapped file where its place allows, else a copy. */
    @Override
    public Tensor tensor(String name) {
        SafetensorsHeader.Entry e = entry(name);
        if (e.begin() == e.end()) {
            return org.bytedeco.pytorch.global.torch.empty(
                    e.shape(), new TensorOptions(e.dtype().scalarType), null);
        }
        Tensor bytes = all.narrow(0, dataStart + e.begin(), e.end() - e.begin());
        if ((dataStart + e.begin()) % e.dtype().bytes != 0) {
            bytes = bytes.clone();
        }
        return bytes.view(e.dtype().scalarType).view(e.shape());
    }

    private SafetensorsHeader.Entry entry(String name) {
        SafetensorsHeader.Entry e = header.entries().get(name);
        if (e == null) {
            throw UserError.failed(
                    path + " holds no tensor '" + name + "'", "check that it is the right file");
        }
        return e;
    }

    /** Gives the mapping back; views of it stay valid. */
    @Override
    public void close() {
        if (all != null) {
            Scope.release(all);
        }
    }

    /**
     * Writes tensors and notes to a file, replacing it as a whole.
     *
     * @throws UserError when the file cannot be written; an older one is then unchanged
     */
    public static void write(Path path, Map<String, Tensor> tensors, Map<String, String> metadata) {
        List<Map.Entry<String, Tensor>> order = new ArrayList<>(tensors.entrySet());
        // Wide formats first keeps every tensor aligned to its own width.
        order.sort(
                Comparator.comparingInt(
                        (Map.Entry<String, Tensor> e) ->
                                -DType.of(e.getValue().scalar_type()).bytes));
        byte[] json = header(order, metadata);
        AtomicFile.write(
                path,
                out -> {
                    ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
                    drain(out, length.putLong(json.length).flip());
                    drain(out, ByteBuffer.wrap(json));
                    for (Map.Entry<String, Tensor> e : order) {
                        try (Scope s = Scope.open()) {
                            writeValues(out, e.getValue().detach().cpu().contiguous());
                        }
                    }
                });
    }

    private static byte[] header(
            List<Map.Entry<String, Tensor>> order, Map<String, String> metadata) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        if (!metadata.isEmpty()) {
            ObjectNode notes = root.putObject("__metadata__");
            metadata.forEach(notes::put);
        }
        long at = 0;
        for (Map.Entry<String, Tensor> e : order) {
            Tensor t = e.getValue();
            DType dtype = DType.of(t.scalar_type());
            ObjectNode node = root.putObject(e.getKey());
            node.put("dtype", dtype.name());
            Arrays.stream(Shapes.of(t)).forEach(node.putArray("shape")::add);
            long end = at + t.numel() * dtype.bytes;
            node.putArray("data_offsets").add(at).add(end);
            at = end;
        }
        byte[] text = root.toString().getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(text, (text.length + 7) / 8 * 8);
        Arrays.fill(padded, text.length, padded.length, (byte) ' ');
        return padded;
    }

    private static void writeValues(FileChannel out, Tensor values) throws IOException {
        long bytes = values.numel() * values.element_size();
        if (bytes == 0) {
            return;
        }
        Pointer start = values.data_ptr();
        for (long at = 0; at < bytes; at += CHUNK) {
            BytePointer chunk = new BytePointer(start).getPointer(at);
            drain(out, chunk.capacity(Math.min(CHUNK, bytes - at)).asByteBuffer());
        }
    }

    private static void drain(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    /** Whether a file exists and begins as a safetensors file does. */
    public static boolean looksLikeOne(Path path) {
        try (FileChannel in = FileChannel.open(path)) {
            return Files.size(path) > 9 && read(in, 8, 1).get() == '{';
        } catch (IOException e) {
            return false;
        }
    }
}
