package org.symbiosis.data.rooms;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symbiosis.AtomicFile;
import org.symbiosis.UserError;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.Picture;

/**
 * Pictures of rooms, rendered when first read.
 *
 * <p>Once all have been rendered they are written to the user's cache folder (see {@link
 * RoomsSources}), and the next start reads them from there. Safe for several threads; the pictures
 * do not depend on how many there are.
 */
public final class RoomsSource implements ImageSource {
    private static final Logger log = LoggerFactory.getLogger(RoomsSource.class);
    private static final long MOST_KEPT = 256L << 20;
    private static final int LOCKS = 64;
    private static final int PICTURES_AT_ONCE = 1024;

    private final View view;
    private final Label label;
    private final Path file;
    private final AtomicReferenceArray<byte[]> kept;
    private final AtomicInteger missing;
    private final Object[] locks = IntStream.range(0, LOCKS).mapToObj(i -> new Object()).toArray();
    private volatile PictureFile stored;

    RoomsSource(View view, Label label) {
        this.view = view;
        this.label = label;
        this.file = CacheFolder.file(view.key());
        this.stored = map();
        long bytes = 3L * view.side() * view.side() * view.size();
        boolean keep = bytes <= Math.min(MOST_KEPT, Runtime.getRuntime().maxMemory() / 4);
        this.kept = stored == null && keep ? new AtomicReferenceArray<>(view.size()) : null;
        this.missing = new AtomicInteger(view.size());
    }

    @Override
    public String name() {
        return view.name();
    }

    @Override
    public int size() {
        return view.size();
    }

    @Override
    public String path(int i) {
        return view.path(i);
    }

    @Override
    public int label(int i) {
        return label.of(view, i);
    }

    @Override
    public List<String> classes() {
        return label.classes(view);
    }

    /** What picture {@code i} shows, in a sentence. */
    public String caption(int i) {
        return view.caption(i);
    }

    /** Index of the scene that picture {@code i} shows. */
    public long scene(int i) {
        return view.index(i);
    }

    /** Light slot of picture {@code i}, 0 .. 24, or -1 when several are on. */
    public int light(int i) {
        return view.light(i);
    }

    @Override
    public Picture read(int i) {
        return new Picture(view.side(), view.side(), 3, bytes(i));
    }

    private byte[] bytes(int i) {
        PictureFile there = stored;
        if (there != null) {
            return there.read(i);
        }
        if (kept == null) {
            return view.render(i);
        }
        byte[] picture = kept.get(i);
        return (picture == null ? rendered(i) : picture).clone();
    }

    /** Renders a picture's block, unless another thread just has. */
    private byte[] rendered(int i) {
        int block = i / view.perBlock();
        List<byte[]> pictures;
        synchronized (locks[block % LOCKS]) {
            pictures = block(block);
        }
        if (missing.get() == 0) {
            store(ready -> {});
        }
        return pictures.get(i % view.perBlock());
    }

    /** The pictures of a block: the kept ones, or new ones, which are then kept. */
    private List<byte[]> block(int block) {
        int first = block * view.perBlock();
        if (kept == null) {
            return view.renderBlock(block);
        }
        List<byte[]> pictures = new ArrayList<>();
        for (int k = 0; k < view.perBlock() && kept.get(first + k) != null; k++) {
            pictures.add(kept.get(first + k));
        }
        if (pictures.size() == view.perBlock()) {
            return pictures;
        }
        pictures = view.renderBlock(block);
        boolean isNew = false;
        for (int k = 0; k < pictures.size(); k++) {
            isNew = kept.compareAndSet(first + k, null, pictures.get(k));
        }
        if (isNew) {
            missing.addAndGet(-pictures.size());
        }
        return pictures;
    }

    /**
     * Renders whatever is not yet in the cache, on all cores, and stores it; reading is then fast.
     *
     * @param done told how many pictures are ready, now and then, from this thread
     */
    public void prepare(IntConsumer done) {
        if (stored == null) {
            store(done);
        }
        done.accept(size());
    }

    private synchronized void store(IntConsumer done) {
        if (stored != null) {
            return;
        }
        Path mine = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
        try {
            AtomicFile.write(mine, out -> writeAll(out, done));
            Files.move(
                    mine,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            stored = map();
            forget();
        } catch (UserError | IOException e) {
            log.warn("rendered rooms are not kept for the next run: {}", e.getMessage());
        }
    }

    private void forget() {
        for (int i = 0; kept != null && stored != null && i < view.size(); i++) {
            kept.set(i, null);
        }
    }

    private void writeAll(FileChannel out, IntConsumer done) throws IOException {
        int atOnce = Math.max(1, PICTURES_AT_ONCE / view.perBlock());
        int blocks = view.size() / view.perBlock();
        for (int first = 0; first < blocks; first += atOnce) {
            int end = Math.min(blocks, first + atOnce);
            List<List<byte[]>> rendered =
                    IntStream.range(first, end).parallel().mapToObj(this::block).toList();
            for (List<byte[]> pictures : rendered) {
                for (byte[] picture : pictures) {
                    PictureFile.write(picture, out);
                }
            }
            done.accept(end * view.perBlock());
        }
    }

    private PictureFile map() {
        try {
            return Files.exists(file) ? new PictureFile(file, view.size(), view.side()) : null;
        } catch (IOException e) {
            log.warn("rendering anew: {}", e.getMessage());
            return null;
        }
    }
}
