package org.symbiosis.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes pickles instruction by instruction, good ones and evil ones, and PyTorch's two forms. */
public final class PickleWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public PickleWriter() {
        op(0x80).op(2);
    }

    public PickleWriter op(int... codes) {
        for (int code : codes) {
            out.write(code);
        }
        return this;
    }

    public PickleWriter text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return op('X').raw(little(bytes.length, 4)).raw(bytes);
    }

    public PickleWriter number(long value) {
        return op(0x8a, 8).raw(little(value, 8));
    }

    public PickleWriter symbol(String module, String name) {
        byte[] line = ("c" + module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8);
        return raw(line);
    }

    /** A tuple of numbers. */
    public PickleWriter numbers(long... values) {
        op('(');
        for (long v : values) {
            number(v);
        }
        return op('t');
    }

    /** A float tensor over the storage of this key. */
    public PickleWriter tensor(
            String key, long stored, long offset, long[] shape, long... strides) {
        symbol("torch._utils", "_rebuild_tensor_v2").op('(');
        op('(').text("storage").symbol("torch", "FloatStorage").text(key).text("cpu");
        return number(stored)
                .op('t', 'Q')
                .number(offset)
                .numbers(shape)
                .numbers(strides)
                .op(0x89)
                .symbol("collections", "OrderedDict")
                .op(')', 'R', 't', 'R');
    }

    private static byte[] little(long value, int bytes) {
        byte[] out = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            out[i] = (byte) (value >> 8 * i);
        }
        return out;
    }

    private PickleWriter raw(byte[] bytes) {
        out.write(bytes, 0, bytes.length);
        return this;
    }

    /** The pickle so far, with its end. */
    public byte[] bytes() {
        op('.');
        return out.toByteArray();
    }

    /** A zip archive as PyTorch writes it, with one storage {@code "0"}. */
    public static Path zip(Path file, byte[] pickle, float... storage) {
        byte[] values = new byte[4 * storage.length];
        for (int i = 0; i < storage.length; i++) {
            byte[] value = little(Float.floatToIntBits(storage[i]), 4);
            System.arraycopy(value, 0, values, 4 * i, 4);
        }
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("archive/data.pkl", pickle);
        entries.put("archive/data/0", values);
        entries.put("archive/version", "3\n".getBytes(StandardCharsets.UTF_8));
        return zip(file, entries);
    }

    /** A zip archive of uncompressed entries. */
    public static Path zip(Path file, Map<String, byte[]> entries) {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> e : entries.entrySet()) {
                ZipEntry entry = new ZipEntry(e.getKey());
                CRC32 crc = new CRC32();
                crc.update(e.getValue());
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(e.getValue().length);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(e.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }
}
