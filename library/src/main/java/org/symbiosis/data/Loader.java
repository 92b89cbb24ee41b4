package org.symbiosis.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symbiosis.Team;
import org.symbiosis.UserError;
import org.symbiosis.data.LoaderConfig.OnCorrupt;
import org.symbiosis.data.LoaderConfig.Order;

/**
 * Decodes and prepares images on threads of its own, ahead of who needs them.
 *
 * <p>The batches depend on the seed alone: each image has a random stream of its own, keyed by
 * seed, epoch and index. An image that cannot be read is replaced by the next in order.
 */
public final class Loader implements Batches {
    private static final Logger LOG = LoggerFactory.getLogger(Loader.class);
    private static final int BATCHES_AHEAD = 3;

    private final Samples source;
    private final LoaderConfig config;
    private final int batch;
    private final Team team;
    private final ArrayDeque<Pending> ahead = new ArrayDeque<>();
    private final ConcurrentSkipListSet<Integer> corrupt = new ConcurrentSkipListSet<>();
    private Position requested;
    private Position position;
    private int[] order;
    private int goodInEpoch;
    private int batchesOfEpoch;

    /** An image being prepared, and where it stands in its epoch's order. */
    private record Pending(Position place, int index, Future<Planes> image) {
        Position after() {
            return new Position(place.epoch(), place.consumed() + 1);
        }
    }

    /** An image of the batch in the making. */
    private record Ready(int index, Planes planes) {}

    /**
     * Batches from a place on.
     *
     * @throws UserError when the source holds no image
     */
    public Loader(
            ImageSource source, Preparation preparation, LoaderConfig config, Position start) {
        this(Samples.of(source, preparation), config, start);
    }

    /**
     * Batches from a place on, of entries that prepare themselves.
     *
     * @throws UserError when there is none
     */
    public Loader(Samples source, LoaderConfig config, Position start) {
        if (source.size() == 0) {
            throw UserError.usage(source.name() + " holds no image", "give one that does");
        }
        this.source = source;
        this.config = config;
        this.batch = Math.min(config.batch(), source.size());
        this.requested = start;
        this.position = start;
        this.goodInEpoch = start.consumed(); // images before the start count as readable
        this.batchesOfEpoch = start.consumed() > 0 ? 1 : 0; // places are noted after batches
        this.order = orderOf(start.epoch());
        this.team = new Team("loader", config.threads());
    }

    private int[] orderOf(long epoch) {
        if (config.order() == Order.ONCE) {
            int[] all = new int[source.size()];
            Arrays.setAll(all, i -> i);
            return all;
        }
        return SplitMix.of(config.seed(), epoch, 0).permutation(source.size());
    }

    @Override
    public int perEpoch() {
        int full = source.size() / batch;
        boolean rest = config.order() == Order.ONCE && source.size() % batch != 0;
        return full + (rest ? 1 : 0);
    }

    @Override
    public String mark() {
        CRC32 sum = new CRC32();
        for (int i = 0; i < source.size(); i++) {
            String entry = source.path(i) + " " + source.label(i) + "\n";
            sum.update(entry.getBytes(StandardCharsets.UTF_8));
        }
        return "%d-%08x".formatted(source.size(), sum.getValue());
    }

    @Override
    public Position position() {
        return position;
    }

    /** Indices of the images that could not be read so far. */
    public List<Integer> corrupt() {
        return List.copyOf(corrupt);
    }

    @Override
    public int unreadable() {
        return corrupt.size();
    }

    /**
     * Whether another batch follows: always, when images are shuffled. Also true when nothing at
     * all could be read, so that {@link #next} says so.
     */
    public boolean hasNext() {
        if (config.order() == Order.SHUFFLED) {
            return true;
        }
        fill();
        while (!ahead.isEmpty() && await(ahead.peekFirst()) == null) {
            position = ahead.removeFirst().after();
            fill();
        }
        return !ahead.isEmpty() || goodInEpoch == 0;
    }

    /**
     * {@inheritDoc}
     *
     * @throws UserError when not one image can be read, or one cannot and that is not allowed
     */
    @Override
    public Batch next() {
        List<Ready> images = new ArrayList<>();
        while (images.size() < batch && takeOne(images)) {
            // each turn takes one image of the order, readable or not
        }
        if (images.isEmpty()) {
            throw nothingReadable();
        }
        batchesOfEpoch++;
        return batchOf(images);
    }

    /** Takes the next image; false when the batch has to do with those it has. */
    private boolean takeOne(List<Ready> images) {
        fill();
        Pending next = ahead.peekFirst();
        if (next == null) {
            return false;
        }
        if (next.place().epoch() != position.epoch()) {
            if (batchesOfEpoch == 0 && !images.isEmpty()) {
                return false; // damaged images left fewer than a batch: better that than none
            }
            passOver(next.place().epoch());
            images.clear();
        }
        Planes planes = await(ahead.removeFirst());
        position = next.after();
        if (planes != null) {
            goodInEpoch++;
            images.add(new Ready(next.index(), planes));
        }
        return true;
    }

    /** An epoch is over; without a single readable image the next would be no better. */
    private void passOver(long epoch) {
        if (goodInEpoch == 0 && position.consumed() >= source.size()) {
            throw nothingReadable();
        }
        goodInEpoch = 0;
        batchesOfEpoch = 0;
        position = new Position(epoch, 0);
    }

    private UserError nothingReadable() {
        return UserError.failed(
                "not one of the " + source.size() + " images in " + source.name() + " can be read",
                "check the files; the first is " + source.path(0));
    }

    private void fill() {
        while (ahead.size() < BATCHES_AHEAD * batch) {
            if (requested.consumed() >= order.length) {
                if (config.order() == Order.ONCE) {
                    return;
                }
                requested = new Position(requested.epoch() + 1, 0);
                order = orderOf(requested.epoch());
            }
            int index = order[requested.consumed()];
            long epoch = requested.epoch();
            ahead.add(new Pending(requested, index, team.begin(() -> prepare(index, epoch))));
            requested = ahead.peekLast().after();
        }
    }

    private Planes prepare(int index, long epoch) throws IOException {
        return source.sample(index, SplitMix.of(config.seed(), epoch, 1, index));
    }

    private Planes await(Pending pending) {
        try {
            return pending.image().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an image", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException reason) {
                skip(pending.index(), reason);
                return null;
            }
            throw failure(pending, e.getCause());
        }
    }

    private RuntimeException failure(Pending pending, Throwable cause) {
        if (cause instanceof OutOfMemoryError) {
            return UserError.failed(
                    "not enough memory to prepare " + source.path(pending.index()),
                    "give Java more by -Xmx, or make the images smaller first",
                    cause);
        }
        return cause instanceof RuntimeException r ? r : new IllegalStateException(cause);
    }

    private void skip(int index, IOException reason) {
        if (config.onCorrupt() == OnCorrupt.FAIL) {
            throw UserError.failed(
                    source.name() + ": " + reason.getMessage(),
                    "mend or remove the file, or leave out --strict to skip such files",
                    reason);
        }
        if (corrupt.add(index)) {
            LOG.warn("skipped {} in {}", reason.getMessage(), source.name());
        }
    }

    private Batch batchOf(List<Ready> images) {
        int w = images.get(0).planes().width();
        int h = images.get(0).planes().height();
        float[] pixels = new float[images.size() * 3 * h * w];
        int[] labels = new int[images.size()];
        int[] indices = new int[images.size()];
        for (int i = 0; i < images.size(); i++) {
            Planes planes = images.get(i).planes();
            if (planes.width() != w || planes.height() != h) {
                throw UserError.usage(
                        "images of a batch differ in size after their preparation (%d x %d, %d x %d)"
                                .formatted(w, h, planes.width(), planes.height()),
                        "end the preparation's transforms with a crop");
            }
            source.normalisation().normalise(planes, pixels, i * 3 * h * w);
            indices[i] = images.get(i).index();
            labels[i] = source.label(indices[i]);
        }
        return new Batch(pixels, images.size(), h, w, labels, indices);
    }

    /** How batches are made. */
    public LoaderConfig config() {
        return config;
    }

    @Override
    public void close() {
        team.close();
    }
}
