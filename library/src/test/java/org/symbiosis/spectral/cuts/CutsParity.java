package org.symbiosis.spectral.cuts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.data.annotated.Box;
import org.symbiosis.nn.Grid;
import org.symbiosis.spectral.regions.Mask;
import org.symbiosis.tensor.Plain;
import org.symbiosis.testing.ParityCheck;
import org.symbiosis.testing.ParityFile;

/** Parity of normalised cuts, TokenCut and MaskCut. */
public final class CutsParity {
    private CutsParity() {}

    public static Map<String, ParityCheck> checks() {
        return Map.of("whatwhere-cuts", CutsParity::cuts);
    }

    private static void cuts(ParityFile file) {
        JsonNode c = file.config();
        float[] features = Plain.floats(file.tensor("input.features"));
        Grid grid = new Grid(c.get("grid").get(0).asInt(), c.get("grid").get(1).asInt());
        double tau = c.get("tokencut").get("tau").asDouble();
        double eps = c.get("tokencut").get("eps").asDouble();
        Map<String, LinkWeight> affinities =
                Map.of(
                        "binary",
                        new LinkWeight.Binary(tau, eps),
                        "weighted",
                        new LinkWeight.Weighted(tau, eps));
        affinities.forEach(
                (kind, affinity) -> {
                    ncut(file, "output.ncut." + kind, features, grid, affinity);
                    tokenCut(file, "output.tokencut." + kind, features, grid, affinity);
                });
        maskCut(file, features, grid, eps);
    }

    private static void ncut(
            ParityFile file, String name, float[] features, Grid grid, LinkWeight affinity) {
        if (file.has(name + ".eigenvalues")) {
            int count = (int) file.tensor(name + ".eigenvalues").size(0);
            Eigenpairs pairs = NormalizedCut.of(features, grid, affinity, count);
            file.check(name + ".eigenvalues", pairs.values());
            double[] all = new double[grid.size() * count];
            for (int i = 0; i < all.length; i++) {
                all[i] = pairs.vectors()[i % count][i / count];
            }
            file.check(name + ".eigenvectors", Plain.tensor(all, grid.size(), count));
        }
    }

    private static void tokenCut(
            ParityFile file, String name, float[] features, Grid grid, LinkWeight affinity) {
        JsonNode c = file.config().get("tokencut");
        TokenCut.Found found = new TokenCut(affinity).find(features, grid);
        JsonNode image = c.get("image"); // height, width
        Box box = found.box(c.get("patch").asInt(), image.get(0).asInt(), image.get(1).asInt());
        file.check(name + ".box", box.x(), box.y(), box.x() + box.width(), box.y() + box.height());
        long[] components = new long[grid.size()];
        for (int p = 0; p < components.length; p++) {
            components[p] = found.components().labels()[p] + 1L;
        }
        file.check(name + ".components", Plain.tensor(components, components.length));
        file.check(name + ".eigenvector", found.eigenvector());
        file.check(name + ".mask", places(found.object()));
        seed(file, name + ".seed", found);
    }

    /** Positions with the same links tie exactly; which of them is largest is rounding. */
    private static void seed(ParityFile file, String name, TokenCut.Found found) {
        if (file.has(name)) {
            int theirs = (int) file.tensor(name).item_long();
            double[] v = found.eigenvector();
            boolean ties = Math.abs(v[theirs]) >= Math.abs(v[found.seed()]) * (1 - 1e-9);
            file.accept(name, ties, "seed " + found.seed() + ", not " + theirs);
        }
    }

    private static void maskCut(ParityFile file, float[] features, Grid grid, double eps) {
        JsonNode c = file.config().get("maskcut");
        MaskCut cut =
                new MaskCut(
                        new LinkWeight.Binary(c.get("tau").asDouble(), eps), c.get("N").asInt());
        List<MaskCut.Round> rounds = cut.rounds(features, grid);
        JsonNode output = c.get("output");
        List<Mask> masks = MaskCut.separate(rounds, output.get(0).asInt(), output.get(1).asInt());
        for (int r = 0; r < rounds.size(); r++) {
            file.check("output.maskcut.mask." + r, places(masks.get(r)));
            String name = "output.maskcut.eigenvector." + r;
            if (file.has(name)) {
                file.check(name, alike(rounds.get(r).eigenvector(), file.tensor(name)));
            }
        }
    }

    /** The sign is free. */
    private static double[] alike(double[] ours, Tensor reference) {
        double[] theirs = Plain.doubles(reference);
        double product =
                IntStream.range(0, ours.length).mapToDouble(i -> ours[i] * theirs[i]).sum();
        return IntStream.range(0, ours.length)
                .mapToDouble(i -> Math.signum(product) * ours[i])
                .toArray();
    }

    private static double[] places(Mask mask) {
        double[] places = new double[mask.grid().size()];
        mask.places().stream().forEach(p -> places[p] = 1);
        return places;
    }
}
