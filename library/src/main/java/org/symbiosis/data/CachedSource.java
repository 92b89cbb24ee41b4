package org.symbiosis.data;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Keeps decoded pictures in memory up to a budget, so that later passes decode nothing. */
public final class CachedSource implements ImageSource {
    private final ImageSource source;
    private final AtomicReferenceArray<Picture> kept;
    private final AtomicLong left;

    /**
     * A cache over a source.
     *
     * @param bytes decoded pictures to keep at most
     */
    public CachedSource(ImageSource source, long bytes) {
        this.source = source;
        this.kept = new AtomicReferenceArray<>(source.size());
        this.left = new AtomicLong(bytes);
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public int size() {
        return source.size();
    }

    @Override
    public String path(int i) {
        return source.path(i);
    }

    @Override
    public int label(int i) {
        return source.label(i);
    }

    @Override
    public List<String> classes() {
        return source.classes();
    }

    @Override
    public Picture read(int i) throws IOException {
        Picture picture = kept.get(i);
        if (picture == null) {
            picture = source.read(i);
            long bytes =
                    (long) picture.width()
                            * picture.height()
                            * picture.channels()
                            * (picture.bits() / 8);
            boolean fits = left.addAndGet(-bytes) >= 0;
            if (!fits || !kept.compareAndSet(i, null, picture)) {
                left.addAndGet(bytes); // no room, or another thread was faster
            }
        }
        return picture;
    }

    @Override
    public void close() {
        source.close();
    }
}
