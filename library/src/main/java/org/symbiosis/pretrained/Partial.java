package org.symbiosis.pretrained;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.symbiosis.UserError;

/**
 * A file on its way here: its first bytes, and the mark by which its server knows whether they are
 * still its own. One process at a time has it.
 */
final class Partial implements AutoCloseable {
    private final Path target;
    private final Path bytes;
    private final Path mark;
    private final FileChannel lockFile;
    private final FileLock lock;

    private Partial(Path target, FileChannel lockFile, FileLock lock) {
        this.target = target;
        this.bytes = target.resolveSibling(target.getFileName() + ".part");
        this.mark = target.resolveSibling(target.getFileName() + ".part.mark");
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /**
     * Takes hold of the file that is to become {@code target}.
     *
     * @throws UserError when somebody else downloads it just now
     */
    static Partial of(Path target) throws IOException {
        Files.createDirectories(target.toAbsolutePath().getParent());
        FileChannel channel =
                FileChannel.open(
                        target.resolveSibling(".lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Held by another thread of ours: the same answer as below.
        }
        if (lock == null) {
            channel.close();
            throw UserError.failed(
                    target.getFileName() + " is being downloaded by another process",
                    "wait for it to end");
        }
        return new Partial(target, channel, lock);
    }

    long size() throws IOException {
        return Files.exists(bytes) ? Files.size(bytes) : 0;
    }

    Path bytes() {
        return bytes;
    }

    /** The server's mark of the bytes, or an empty text: then they cannot be continued. */
    String mark() throws IOException {
        return Files.exists(mark) ? Files.readString(mark).strip() : "";
    }

    /** Begins anew with a server's mark. */
    void restart(String newMark) throws IOException {
        Files.deleteIfExists(bytes);
        Files.writeString(mark, newMark);
    }

    OutputStream append() throws IOException {
        return Files.newOutputStream(
                bytes,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND,
                StandardOpenOption.WRITE);
    }

    /** Throws away what is here. */
    void discard() throws IOException {
        Files.deleteIfExists(bytes);
        Files.deleteIfExists(mark);
    }

    /** Makes it the target. */
    void complete() throws IOException {
        Files.move(
                bytes, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(mark);
    }

    @Override
    public void close() throws IOException {
        lock.release();
        // The lock file stays: whoever waits for it may hold it open already.
        lockFile.close();
    }
}
