package org.symbiosis.spectral.segment;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.data.SplitMix;
import org.symbiosis.nn.Grid;
import org.symbiosis.pretrained.StableDiffusionTap;
import org.symbiosis.pretrained.StableDiffusionTap.Noise;
import org.symbiosis.pretrained.TappedLayer;
import org.symbiosis.spectral.AttentionLayer;
import org.symbiosis.spectral.DrawSolver;
import org.symbiosis.spectral.Drawing;
import org.symbiosis.spectral.Objective;
import org.symbiosis.spectral.SpectralConfig;
import org.symbiosis.spectral.SpectralFeatures;
import org.symbiosis.spectral.SpectralSolver;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/**
 * What Stable Diffusion saw, and sees anew under each noise that the solver draws. Methods of a
 * single layer compare the features of the second block on the way up at noise level 250, and the
 * last self-attention on their grid.
 */
public final class DiffusionReading implements Reading {
    private static final int FEATURE_TIME = 250;
    private static final int RELEASED_PASSES = 2000;
    private static final double APART = 0.95;

    private final StableDiffusionTap tap;
    private final Tensor latents; // (1, L, h, w), of the caller's scope
    private final DiffusionReader.Look look;
    private final long seed;
    private final int first;
    private final int end;
    private Single single;

    /** What one pass gives, as plain numbers, so that it outlives every scope. */
    private static final class Single {
        final Grid grid;
        final float[] features;
        final float[] keys;
        final float[] attention;

        Single(StableDiffusionTap.Pass pass) {
            grid = pass.grid();
            Tensor channels = pass.features().flatten(2, 3).get(0); // (C, N)
            features = Plain.floats(channels.t().contiguous());
            LastLayer last = null;
            for (TappedLayer layer : pass.layers()) {
                if (layer.grid().equals(grid)) {
                    last = new LastLayer(layer(layer));
                }
            }
            if (last == null) {
                throw new IllegalStateException("no self-attention has the features' grid");
            }
            keys = last.keys();
            attention = last.attention();
        }
    }

    DiffusionReading(StableDiffusionTap tap, Tensor latents, DiffusionReader.Look look, long seed) {
        this(tap, latents, look, seed, 0, tap.layers().size());
    }

    private DiffusionReading(
            StableDiffusionTap tap,
            Tensor latents,
            DiffusionReader.Look look,
            long seed,
            int first,
            int end) {
        this.tap = tap;
        this.latents = latents;
        this.look = look;
        this.seed = seed;
        this.first = first;
        this.end = end;
    }

    @Override
    public int depth() {
        return end - first;
    }

    @Override
    public Reading span(int from, int to) {
        return new DiffusionReading(tap, latents, look, seed, first + from, first + to);
    }

    private Single single() {
        if (single == null) {
            try (Scope s = Scope.open()) {
                single = new Single(tap.pass(latents, List.of(new Noise(FEATURE_TIME, seed))));
            }
        }
        return single;
    }

    @Override
    public Grid grid() {
        return single().grid;
    }

    @Override
    public float[] features() {
        return single().features;
    }

    @Override
    public float[] keys() {
        return single().keys;
    }

    @Override
    public float[] lastAttention() {
        return single().attention;
    }

    /**
     * The released objective over one pass at a time, and eigenvectors, by the mean of a fixed
     * number of draws; the released loop itself, with its passes a step, and all other objectives,
     * with 2000 passes in all, by a buffer of sets.
     */
    @Override
    public SpectralFeatures solve(SpectralConfig config) {
        if (config.solver() instanceof SpectralSolver.Adam adam && isBuffered(adam)) {
            SpectralConfig loop = config.withSolver(adam.withAccumulate(accumulate(adam)));
            return new DrawSolver(loop, Drawing.Buffered.usual()).solve(this::draw);
        }
        return new DrawSolver(config, new Drawing.Averaged(look.draws(), APART)).solve(this::draw);
    }

    private static boolean isBuffered(SpectralSolver.Adam adam) {
        return adam.accumulate() > 1 || !(adam.objective() instanceof Objective.Released);
    }

    private static int accumulate(SpectralSolver.Adam adam) {
        return adam.accumulate() > 1
                ? adam.accumulate()
                : Math.max(1, RELEASED_PASSES / adam.steps());
    }

    /** All layers under fresh noise at a random level. */
    List<AttentionLayer> draw(SplitMix random) {
        int time = look.from() + random.below(look.to() - look.from());
        return tap
                .tap(latents, List.of(new Noise(time, random.next())))
                .subList(first, end)
                .stream()
                .map(DiffusionReading::layer)
                .toList();
    }

    private static AttentionLayer layer(TappedLayer layer) {
        return new AttentionLayer(layer.name(), layer.grid(), layer.q(), layer.k(), layer.v());
    }
}
