package org.symbiosis.train;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.UserError;
import org.symbiosis.tensor.Safetensors;

/**
 * A training's folder: {@code metrics.jsonl}, {@code events.out.tfevents.*}, {@code checkpoints/},
 * and in the end {@code model.safetensors} under the reference names.
 *
 * <p>Open it by {@link #create} or {@link #resume}; only one training at a time holds it.
 */
public final class RunDirectory implements AutoCloseable {
    private static final String CHECKPOINTS = "checkpoints";

    private final Path path;
    private final FileChannel lockFile;
    private final boolean resumed;
    private final String mend; // how an interrupted training goes on

    private RunDirectory(Path path, FileChannel lockFile, boolean resumed, String mend) {
        this.path = path;
        this.lockFile = lockFile;
        this.resumed = resumed;
        this.mend = mend;
    }

    /**
     * A folder for a new training.
     *
     * @throws UserError when there is a training in it already
     */
    public static RunDirectory create(Path path) {
        if (holdsRun(path)) {
            throw UserError.usage(
                    path + " already holds a training",
                    "continue it with --resume " + path + ", or choose another folder");
        }
        return open(path, false, byResume(path));
    }

    /**
     * The folder of a training that is to go on.
     *
     * @throws UserError when there is none
     */
    public static RunDirectory resume(Path path) {
        if (!Files.isDirectory(path)) {
            throw UserError.usage("there is no run at " + path, "check the path of --resume");
        }
        if (!Files.isDirectory(path.resolve(CHECKPOINTS))) {
            throw UserError.usage(
                    path + " is not the folder of a training",
                    "give the one that holds metrics.jsonl and checkpoints");
        }
        return open(path, true, byResume(path));
    }

    /**
     * The folder of a training that goes on if it has begun, and begins otherwise: part of some
     * larger work, which knows how it is taken up again.
     */
    public static RunDirectory createOrResume(Path path) {
        return open(path, holdsRun(path), "");
    }

    private static String byResume(Path path) {
        return "; continue with --resume " + path;
    }

    private static boolean holdsRun(Path path) {
        return Files.exists(path.resolve("metrics.jsonl"))
                || Files.isDirectory(path.resolve(CHECKPOINTS))
                        && !SavedModel.checkpoints(path).isEmpty();
    }

    private static RunDirectory open(Path path, boolean resumed, String mend) {
        try {
            Files.createDirectories(path.resolve(CHECKPOINTS));
            FileChannel channel =
                    FileChannel.open(
                            path.resolve(".lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                throw UserError.failed(
                        path + " is being trained by another process",
                        "wait for it, or choose another folder");
            }
            discardUnfinished(path);
            discardUnfinished(path.resolve(CHECKPOINTS));
            return new RunDirectory(path, channel, resumed, mend);
        } catch (IOException e) {
            throw UserError.failed(
                    "cannot use " + path + " (" + e.getMessage() + ")",
                    "choose a folder that can be written to",
                    e);
        }
    }

    /** Tries to take the lock, which lasts until the channel is closed. */
    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Removes what a process that was killed while writing left half-written. */
    private static void discardUnfinished(Path folder) throws IOException {
        List<Path> unfinished;
        try (Stream<Path> list = Files.list(folder)) {
            unfinished =
                    list.filter(p -> p.getFileName().toString().matches("\\..+\\.part")).toList();
        }
        for (Path file : unfinished) {
            Files.delete(file);
        }
    }

    /** The folder. */
    public Path path() {
        return path;
    }

    /** Where metrics go. */
    public Path metrics() {
        return path.resolve("metrics.jsonl");
    }

    /** Where the finished weights go. */
    public Path model() {
        return path.resolve("model.safetensors");
    }

    /** Whether the training in it is to go on. */
    boolean isResumed() {
        return resumed;
    }

    /** How an interrupted training goes on, to stand behind what is said of it; may be empty. */
    String mend() {
        return mend;
    }

    /** Where the checkpoint of a step goes. */
    Path checkpoint(long step) {
        return path.resolve(CHECKPOINTS)
                .resolve(String.format(Locale.ROOT, "step-%08d.safetensors", step));
    }

    /** Checkpoints there are, oldest first. */
    List<Path> checkpoints() {
        return SavedModel.checkpoints(path);
    }

    /** Removes all but the last checkpoints. */
    void retain(int last) {
        List<Path> all = checkpoints();
        for (Path old : all.subList(0, Math.max(0, all.size() - last))) {
            try {
                Files.deleteIfExists(old);
            } catch (IOException e) {
                throw UserError.failed("cannot remove " + old, "check the folder's rights", e);
            }
        }
    }

    /**
     * Writes finished weights with what is needed to build their model again.
     *
     * @param name of the file
     * @param steps that the training took
     */
    void saveModel(String name, Map<String, Tensor> weights, ModelIdentity identity, long steps) {
        Map<String, String> notes = new LinkedHashMap<>(); // in order: the same bytes each time
        notes.put("format", "symbiosis-model");
        notes.put("version", "1");
        notes.put("kind", identity.kind());
        notes.put("config", identity.config());
        notes.put("step", Long.toString(steps));
        Safetensors.write(path.resolve(name), weights, notes);
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw UserError.failed("cannot unlock " + path, "check the disk", e);
        }
    }
}
