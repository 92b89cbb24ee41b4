package org.symbiosis.tensor;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import org.symbiosis.tensor.Pickle.Malformed;

/** Bytes [begin, end) of a file, read forwards; no length in them is believed beyond the end. */
final class PickleInput {
    private static final int BUFFER = 1 << 16;

    private final FileChannel file;
    private final long end;
    private final ByteBuffer buffer =
            ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN).limit(0);
    private long next;
    private long texts;

    PickleInput(FileChannel file, long begin, long end) {
        this.file = file;
        this.next = begin;
        this.end = end;
    }

    /** Where the next byte lies in the file. */
    long position() {
        return next - buffer.remaining();
    }

    /** Goes on at another place. */
    void seek(long place) {
        buffer.limit(0);
        next = place;
    }

    private void need(int bytes) throws IOException {
        if (buffer.remaining() >= bytes) {
            return;
        }
        buffer.compact();
        while (buffer.position() < bytes) {
            long left = Math.min(buffer.remaining(), end - next);
            if (left <= 0) {
                throw new Malformed("it is truncated");
            }
            buffer.limit(buffer.position() + (int) left);
            int read = file.read(buffer, next);
            if (read < 0) {
                throw new Malformed("it is truncated");
            }
            next += read;
            buffer.limit(buffer.capacity());
        }
        buffer.flip();
    }

    int u1() throws IOException {
        need(1);
        return buffer.get() & 0xff;
    }

    int u2() throws IOException {
        need(2);
        return buffer.getShort() & 0xffff;
    }

    int i4() throws IOException {
        need(4);
        return buffer.getInt();
    }

    long u4() throws IOException {
        return i4() & 0xffff_ffffL;
    }

    long i8() throws IOException {
        need(8);
        return buffer.getLong();
    }

    /** A floating-point number, the one thing that pickles write big end first. */
    double f8() throws IOException {
        return Double.longBitsToDouble(Long.reverseBytes(i8()));
    }

    byte[] bytes(long count) throws IOException {
        if (count < 0 || count > end - position()) {
            throw new Malformed("it is truncated");
        }
        texts += count;
        if (texts > Pickle.MOST_TEXT) {
            throw new Malformed("it has more than " + Pickle.MOST_TEXT + " bytes of text");
        }
        byte[] all = new byte[(int) count];
        for (int at = 0; at < all.length; ) {
            need(1);
            int some = Math.min(buffer.remaining(), all.length - at);
            buffer.get(all, at, some);
            at += some;
        }
        return all;
    }

    String text(long count) throws IOException {
        return new String(bytes(count), StandardCharsets.UTF_8);
    }

    /** An integer of any length, least byte first: a long where it fits. */
    Object integer(long count) throws IOException {
        byte[] little = bytes(count);
        byte[] big = new byte[little.length + 1];
        for (int i = 0; i < little.length; i++) {
            big[little.length - i] = little[i];
        }
        boolean negative = little.length > 0 && little[little.length - 1] < 0;
        big[0] = (byte) (negative ? -1 : 0);
        BigInteger value = new BigInteger(big);
        return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
    }

    /** A line without its end. */
    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = u1(); c != '\n'; c = u1()) {
            line.append((char) c);
            if (line.length() > 1000) {
                throw new Malformed("a name in it is longer than 1,000 characters");
            }
        }
        return line.toString();
    }
}
