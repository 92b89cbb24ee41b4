package org.symbiosis.spectral;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.UserError;
import org.symbiosis.data.Picture;
import org.symbiosis.data.Planes;
import org.symbiosis.data.Resampling;
import org.symbiosis.data.SplitMix;
import org.symbiosis.pretrained.AttentionModel;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/**
 * Blocks of a transformer over the squares in the middle of a set's pictures. A picture is read
 * once and what the model saw is kept; beyond a budget of memory it is read again when asked for.
 */
public final class SetTap implements SetAttention, AutoCloseable {
    /** Memory that kept readings may take unless said otherwise, in bytes. */
    public static final long USUAL_MEMORY = 2L << 30;

    /** A pass over more places would need attention matrices beyond reason. */
    private static final int MOST_PLACES_AT_ONCE = 4096;

    private final AttentionModel model;
    private final IntFunction<Picture> pictures;
    private final int side;
    private final int[] blocks;
    private final List<List<AttentionLayer>> kept = new ArrayList<>();
    private final float[][] tokens;
    private long memory;

    /**
     * A tap on all blocks with the usual memory.
     *
     * @param model stays the caller's
     * @param images of the set
     * @param pictures by their numbers
     * @param side patches from edge to edge of the square that the model is shown
     */
    public SetTap(AttentionModel model, int images, IntFunction<Picture> pictures, int side) {
        this(
                model,
                images,
                pictures,
                side,
                IntStream.range(0, model.depth()).toArray(),
                USUAL_MEMORY);
    }

    /**
     * A tap.
     *
     * @param blocks whose attention is read, numbered from 0, ascending
     * @param memory for what is kept, in bytes
     * @throws UserError when the model has no such block
     */
    public SetTap(
            AttentionModel model,
            int images,
            IntFunction<Picture> pictures,
            int side,
            int[] blocks,
            long memory) {
        for (int block : blocks) {
            if (block < 0 || block >= model.depth()) {
                throw UserError.usage(
                        "%s has no layer %d".formatted(model.name(), block),
                        "choose from 0 to " + (model.depth() - 1));
            }
        }
        if (images < 1 || side < 1 || blocks.length == 0) {
            throw new IllegalArgumentException(
                    "%d images, %d patches, %d blocks".formatted(images, side, blocks.length));
        }
        this.model = model;
        this.pictures = pictures;
        this.side = side;
        this.blocks = blocks.clone();
        this.memory = memory;
        this.tokens = new float[images][];
        for (int i = 0; i < images; i++) {
            kept.add(List.of());
        }
    }

    /** Number of images. */
    public int images() {
        return tokens.length;
    }

    /** Patches from edge to edge. */
    public int side() {
        return side;
    }

    /** Channels of a final token. */
    public int dim() {
        return model.dim();
    }

    /** Final patch tokens of an image, {@code (side * side, dim)} row-major. */
    public float[] tokens(int image) {
        if (tokens[image] == null) {
            fresh(new int[] {image}).forEach(this::settle);
        }
        return tokens[image];
    }

    @Override
    public List<AttentionLayer> layers(int[] images, SplitMix random) {
        Map<Integer, List<AttentionLayer>> fresh = fresh(images);
        List<AttentionLayer> joined = new ArrayList<>();
        for (int l = 0; l < blocks.length; l++) {
            List<AttentionLayer> layer = new ArrayList<>();
            for (int i : images) {
                layer.add(fresh.getOrDefault(i, kept.get(i)).get(l));
            }
            joined.add(AttentionLayer.joined(layer));
        }
        fresh.forEach(this::settle);
        return joined;
    }

    /** Those of the images that are not kept, read now; their layers outlive every scope. */
    private Map<Integer, List<AttentionLayer>> fresh(int[] images) {
        int[] missing = Arrays.stream(images).filter(i -> kept.get(i).isEmpty()).toArray();
        int atOnce = Math.max(1, MOST_PLACES_AT_ONCE / (side * side));
        Map<Integer, List<AttentionLayer>> fresh = new HashMap<>();
        for (int from = 0; from < missing.length; from += atOnce) {
            int to = Math.min(missing.length, from + atOnce);
            read(Arrays.copyOfRange(missing, from, to), fresh);
        }
        return fresh;
    }

    private void read(int[] images, Map<Integer, List<AttentionLayer>> into) {
        float[] pixels = new float[images.length * 3 * pixels() * pixels()];
        for (int i = 0; i < images.length; i++) {
            Planes square = square(pictures.apply(images[i]), pixels());
            model.normalisation().normalise(square, pixels, i * square.values().length);
        }
        try (Scope s = Scope.open();
                NoGradGuard none = new NoGradGuard()) {
            Tensor batch = Plain.tensor(pixels, images.length, 3, pixels(), pixels());
            ModelTap.Pass pass = new ModelTap(model).pass(batch);
            for (int i = 0; i < images.length; i++) {
                tokens[images[i]] = Plain.floats(pass.patches().select(0, i));
                List<AttentionLayer> layers = new ArrayList<>();
                for (int block : blocks) {
                    layers.add(own(pass.layers().get(block).image(i)));
                }
                into.put(images[i], layers);
            }
        }
    }

    private int pixels() {
        return side * model.patch();
    }

    /** Keeps a reading that has been used, or frees it when there is no memory left. */
    private void settle(int image, List<AttentionLayer> layers) {
        long bytes = layers.stream().mapToLong(l -> 3L * Float.BYTES * l.q().numel()).sum();
        if (bytes > memory) {
            release(layers);
            return;
        }
        memory -= bytes;
        kept.set(image, List.copyOf(layers));
    }

    /** A copy, since a view would hold on to the whole batch. */
    private static AttentionLayer own(AttentionLayer view) {
        return new AttentionLayer(
                view.name(),
                view.grid(),
                Scope.keep(view.q().clone()),
                Scope.keep(view.k().clone()),
                Scope.keep(view.v().clone()));
    }

    private static void release(List<AttentionLayer> layers) {
        for (AttentionLayer layer : layers) {
            Scope.release(layer.q());
            Scope.release(layer.k());
            Scope.release(layer.v());
        }
    }

    /**
     * The square in the middle of a picture, the shorter side being brought to this length first
     * (bilinear, antialiased): what {@code Labels.square} leaves of its labels.
     */
    public static Planes square(Picture picture, int side) {
        int width = picture.width();
        int height = picture.height();
        int w = width <= height ? side : (int) ((long) side * width / height);
        int h = height <= width ? side : (int) ((long) side * height / width);
        Planes sized = Resampling.BILINEAR.resize(Planes.of(picture), w, h);
        int left = (int) Math.rint((w - side) / 2.0);
        int top = (int) Math.rint((h - side) / 2.0);
        return sized.crop(left, top, side, side);
    }

    @Override
    public void close() {
        kept.forEach(SetTap::release);
        kept.replaceAll(layers -> List.of());
    }
}
