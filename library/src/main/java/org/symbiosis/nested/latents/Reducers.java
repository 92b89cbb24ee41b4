package org.symbiosis.nested.latents;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.UserError;
import org.symbiosis.tensor.Safetensors;
import org.symbiosis.tensor.Scope;

/** The fitted reductions of all semantic levels, by the sides of their grids. */
public final class Reducers implements AutoCloseable {
    private static final String FILE = "reducers.safetensors";

    private final Map<Integer, ChannelReducer> bySide = new TreeMap<>();
    private final Map<Integer, Double> kept = new TreeMap<>();

    Reducers() {}

    void put(int side, ChannelReducer reducer, double share) {
        bySide.put(side, reducer);
        kept.put(side, share);
    }

    /** The reduction of the level whose grid has this side. */
    public ChannelReducer ofSide(int side) {
        ChannelReducer reducer = bySide.get(side);
        if (reducer == null) {
            throw UserError.usage(
                    "no reduction was fitted for a grid of " + side + " x " + side,
                    "make latents with more levels");
        }
        return reducer;
    }

    /**
     * The encoder's vectors of images, as far as their top latents keep them.
     *
     * @param top {@code (N, c, 1, 1)}
     * @return {@code (N, D)}
     */
    public Tensor vectors(Tensor top) {
        return ofSide(1).invert(top.flatten(1, -1));
    }

    /** Sides of the grids that there are reductions for. */
    Set<Integer> sides() {
        return bySide.keySet();
    }

    /** Shares of the variance that the kept channels carry, by side. */
    public Map<Integer, Double> keptShares() {
        return Map.copyOf(kept);
    }

    /** Where a cache or a model keeps its reductions. */
    public static Path in(Path folder) {
        return folder.resolve(FILE);
    }

    /** Writes all of them into a folder. */
    public void write(Path folder) {
        Map<String, Tensor> all = new LinkedHashMap<>();
        Map<String, String> notes = new LinkedHashMap<>();
        bySide.forEach(
                (side, reducer) -> {
                    reducer.state().forEach((name, t) -> all.put(side + "." + name, t));
                    notes.put("kept." + side, String.format(Locale.ROOT, "%.6f", kept.get(side)));
                });
        Safetensors.write(in(folder), all, notes);
    }

    /**
     * Those of a folder.
     *
     * @throws UserError when there are none, or they do not belong to the pyramid
     */
    public static Reducers read(Path folder, LatentsConfig config, int channels) {
        Reducers all = new Reducers();
        LatentPyramid pyramid = config.pyramid();
        if (pyramid.levels() == 1) {
            return all;
        }
        try (Scope s = Scope.open();
                Safetensors file = Safetensors.open(in(folder))) {
            for (int level = pyramid.levels(); level >= 2; level--) {
                int side = pyramid.side(level);
                int c = pyramid.shape(level).channels();
                int D = channels > 0 ? channels : (int) file.shape(side + ".mean")[0];
                ChannelReducer reducer = ChannelReducer.blank(D, c, config.reduction());
                reducer.load(file.tensors(side + "."));
                all.put(
                        side,
                        reducer,
                        Double.parseDouble(file.metadata().getOrDefault("kept." + side, "1")));
            }
            return all;
        }
    }

    @Override
    public void close() {
        bySide.values().forEach(ChannelReducer::close);
    }
}
