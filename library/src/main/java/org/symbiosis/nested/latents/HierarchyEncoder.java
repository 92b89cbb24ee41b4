package org.symbiosis.nested.latents;

import static org.bytedeco.pytorch.global.torch.adaptive_avg_pool2d;
import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.interpolate;
import static org.bytedeco.pytorch.global.torch.zeros;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.InterpolateFuncOptions;
import org.bytedeco.pytorch.LongVector;
import org.bytedeco.pytorch.LongVectorOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.kBicubic;
import org.symbiosis.UserError;
import org.symbiosis.data.Normalisation;
import org.symbiosis.nested.latents.LatentPyramid.Source;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/** The encoder's vectors for every cell of every level of a pyramid (section 5.3.1). */
public final class HierarchyEncoder {
    private static final int AT_ONCE = 64;

    private final LatentPyramid pyramid;
    private final VisualEncoder encoder;

    /** Reads images with an encoder. */
    public HierarchyEncoder(LatentPyramid pyramid, VisualEncoder encoder) {
        this.pyramid = pyramid;
        this.encoder = encoder;
    }

    /** The encoder that reads. */
    public VisualEncoder encoder() {
        return encoder;
    }

    /**
     * Refuses an encoder that cannot fill the levels, before anything is computed.
     *
     * @throws UserError when there is none, it has too few channels, or its map too few cells
     */
    void requireFilled() {
        int levels = pyramid.levels();
        if (levels == 1) {
            return;
        }
        if (encoder instanceof NoEncoder) {
            throw UserError.usage(
                    "a pyramid of " + levels + " levels needs an encoder",
                    "give one by --encoder, or choose one level");
        }
        if (encoder.channels() < pyramid.dim()) {
            throw UserError.usage(
                    "%s has %d channels, and the top level keeps %d"
                            .formatted(encoder.name(), encoder.channels(), pyramid.dim()),
                    "set pyramid.dim to a smaller number, or give a wider encoder");
        }
        if (pyramid.source(2) == Source.MAP) {
            requireCells(pyramid.side(2));
        }
    }

    private void requireCells(int s) {
        try (Scope scope = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            long side = encoder.inputSide();
            long cells = encoder.map(zeros(1, 3, side, side)).size(2);
            if (cells < s) {
                throw UserError.usage(
                        "the map of %s has %d x %d cells, and level 2 wants %d x %d"
                                .formatted(encoder.name(), cells, cells, s, s),
                        "set pyramid.minCrop=%d, so that crops are encoded instead"
                                .formatted(pyramid.imageSide() / s));
            }
        }
    }

    /**
     * The vectors of a level, its cells row by row.
     *
     * @param images {@code (B, 3, S, S)} in [0, 1]
     * @param level of 2 .. L
     * @return {@code (B, s * s, D)}
     */
    public Tensor vectors(Tensor images, int level) {
        int s = pyramid.side(level);
        if (pyramid.source(level) == Source.MAP) {
            return cells(chunked(images, encoder::map), s);
        }
        return chunked(crops(images, s), encoder::vectors)
                .reshape(images.size(0), (long) s * s, -1);
    }

    /** The cells of a map {@code (B, D, h, w)}, {@code (B, s * s, D)}. */
    private static Tensor cells(Tensor map, int s) {
        return pooled(map, s).flatten(2, 3).transpose(1, 2);
    }

    /**
     * The latents of all semantic levels, the top first; levels that are read from the map share
     * one pass of the encoder.
     *
     * @return {@code z_L} to {@code z_2}, each {@code (B, c, s, s)}
     */
    public List<Tensor> latents(Tensor images, Reducers reducers) {
        List<Tensor> all = new ArrayList<>();
        Tensor map = null;
        for (int level = pyramid.levels(); level >= 2; level--) {
            int s = pyramid.side(level);
            Tensor vectors;
            if (pyramid.source(level) == Source.MAP) {
                map = map == null ? chunked(images, encoder::map) : map;
                vectors = cells(map, s);
            } else {
                vectors = vectors(images, level);
            }
            Tensor reduced = reducers.ofSide(s).apply(vectors); // (B, s * s, c)
            all.add(reduced.transpose(1, 2).reshape(images.size(0), reduced.size(2), s, s));
        }
        return all;
    }

    /** Adaptive averages over {@code s x s} windows, which overlap where s does not divide. */
    static Tensor pooled(Tensor map, int s) {
        return adaptive_avg_pool2d(map, new long[] {s, s});
    }

    /** {@code (B, 3, S, S)} cut into {@code (B * s * s, 3, S / s, S / s)}, row by row. */
    static Tensor crops(Tensor images, int s) {
        long B = images.size(0);
        long C = images.size(1);
        long c = images.size(2) / s;
        return images.reshape(B, C, s, c, s, c)
                .permute(0, 2, 4, 1, 3, 5) // (B, s, s, C, c, c)
                .reshape(B * s * s, C, c, c);
    }

    private interface Network {
        Tensor of(Tensor images);
    }

    private Tensor chunked(Tensor images, Network network) {
        TensorVector parts = new TensorVector();
        for (long from = 0; from < images.size(0); from += AT_ONCE) {
            long count = Math.min(AT_ONCE, images.size(0) - from);
            Tensor part = images.narrow(0, from, count);
            parts.push_back(Scope.tidy(() -> network.of(fitted(part))));
        }
        return cat(parts, 0);
    }

    /** Resized to the encoder's input and normalised for it. */
    private Tensor fitted(Tensor images) {
        long side = encoder.inputSide();
        Tensor resized = images.size(2) == side ? images : resized(images, side);
        return normalised(PixelCodec.unit(resized), encoder.normalisation());
    }

    private static Tensor resized(Tensor images, long side) {
        InterpolateFuncOptions options = new InterpolateFuncOptions();
        options.size().put(new LongVectorOptional(new LongVector(new long[] {side, side})));
        options.mode().put(new kBicubic());
        options.align_corners().put(new BoolOptional(false));
        options.antialias().put(true);
        return interpolate(images, options);
    }

    /** What {@link Normalisation} does to planes, done to tensors. */
    private static Tensor normalised(Tensor images, Normalisation normalisation) {
        float[] mean = new float[3];
        normalisation.undo(mean); // zeros become the means
        float[] deviation = {1, 1, 1};
        normalisation.undo(deviation); // ones become means plus deviations
        for (int c = 0; c < 3; c++) {
            deviation[c] -= mean[c];
        }
        return images.sub(Plain.tensor(mean, 1, 3, 1, 1)).div(Plain.tensor(deviation, 1, 3, 1, 1));
    }
}
