package org.symbiosis.data.rooms;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Pictures of one size in a memory-mapped file: uint8 planes (n, 3, side, side), nothing else. */
final class PictureFile {
    private static final int MOST_MAPPED_AT_ONCE = 1 << 30;

    private final int side;
    private final int perMap;
    private final List<ByteBuffer> maps = new ArrayList<>();

    /**
     * Maps a file.
     *
     * @throws IOException when it cannot be read or is not as long as {@code count} pictures are
     */
    PictureFile(Path path, int count, int side) throws IOException {
        this.side = side;
        int bytes = 3 * side * side;
        this.perMap = MOST_MAPPED_AT_ONCE / bytes;
        if (Files.size(path) != (long) count * bytes) {
            throw new IOException(path + " is not as long as it should be");
        }
        try (FileChannel in = FileChannel.open(path, StandardOpenOption.READ)) {
            for (int first = 0; first < count; first += perMap) {
                long length = (long) Math.min(perMap, count - first) * bytes;
                maps.add(in.map(FileChannel.MapMode.READ_ONLY, (long) first * bytes, length));
            }
        }
    }

    /** Picture {@code i}: (side, side, 3). */
    byte[] read(int i) {
        byte[] planes = new byte[3 * side * side];
        maps.get(i / perMap).get(i % perMap * planes.length, planes);
        byte[] out = new byte[planes.length];
        int plane = side * side;
        for (int p = 0; p < plane; p++) {
            for (int c = 0; c < 3; c++) {
                out[3 * p + c] = planes[c * plane + p];
            }
        }
        return out;
    }

    /** Appends a picture (side, side, 3) as the file holds it. */
    static void write(byte[] picture, FileChannel out) throws IOException {
        int plane = picture.length / 3;
        byte[] planes = new byte[picture.length];
        for (int p = 0; p < plane; p++) {
            for (int c = 0; c < 3; c++) {
                planes[c * plane + p] = picture[3 * p + c];
            }
        }
        ByteBuffer left = ByteBuffer.wrap(planes);
        while (left.hasRemaining()) {
            out.write(left);
        }
    }
}
