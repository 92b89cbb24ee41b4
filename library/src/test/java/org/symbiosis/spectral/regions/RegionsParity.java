package org.symbiosis.spectral.regions;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.symbiosis.eval.KMeans;
import org.symbiosis.eval.Silhouette;
import org.symbiosis.nn.Grid;
import org.symbiosis.tensor.Plain;
import org.symbiosis.testing.ParityCheck;
import org.symbiosis.testing.ParityFile;

/** Parity of silhouettes, and of proposals with the slips of the released code. */
public final class RegionsParity {
    private static final double WORSE = 1.01;
    private static final double CANCELLED = 1e-4;

    private RegionsParity() {}

    public static Map<String, ParityCheck> checks() {
        return Map.of(
                "whatwhere-silhouette",
                RegionsParity::silhouette,
                "whatwhere-proposals",
                RegionsParity::proposals);
    }

    private static void silhouette(ParityFile file) {
        Tensor X = file.tensor("input.features");
        float[] points = Plain.floats(X);
        int d = (int) X.size(1);
        List<int[]> labellings = new ArrayList<>();
        List<Integer> ks = new ArrayList<>();
        file.config().get("k").forEach(k -> ks.add(k.asInt()));
        ks.forEach(k -> labellings.add(labels(file, "input.labels." + k)));
        double[] scores =
                Silhouette.DEFAULT.scores(points, d, labellings).stream()
                        .mapToDouble(Silhouette.Score::mean)
                        .toArray();
        file.check("output.silhouette", scores);
        file.check("output.best_k", ks.get(firstLargest(scores)));
        if (file.has("input.labels.singleton")) {
            int[] alone = labels(file, "input.labels.singleton");
            file.check(
                    "output.silhouette.singleton",
                    Silhouette.DEFAULT.score(points, d, alone).mean());
        }
        inertia(file, points, d, ks);
    }

    private static void inertia(ParityFile file, float[] points, int d, List<Integer> ks) {
        if (file.has("output.inertia")) {
            double[] theirs = Plain.doubles(file.tensor("output.inertia"));
            double[] ours =
                    ks.stream()
                            .mapToDouble(k -> KMeans.plane(k, 0).fit(points, d).inertia())
                            .toArray();
            boolean good = true;
            for (int i = 0; i < ours.length; i++) {
                good &= ours[i] <= WORSE * theirs[i];
            }
            file.accept("output.inertia", good, Arrays.toString(ours));
        }
    }

    private static int firstLargest(double[] scores) {
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        return best;
    }

    private static void proposals(ParityFile file) {
        JsonNode c = file.config();
        Tensor X = file.tensor("input.features").squeeze(0); // (C, rows, columns)
        int channels = (int) X.size(0);
        Grid grid = new Grid((int) X.size(1), (int) X.size(2));
        float[] features = Plain.floats(X.reshape(channels, -1).t());
        float[] rescaled = Proposals.rescaled(features, channels);
        Tensor rows = Plain.tensor(rescaled, grid.size(), channels);
        file.check("output.rescaled", rows.t().reshape(X.sizes()));
        List<LabelMap> clusterings = new ArrayList<>();
        for (JsonNode k : c.get("k")) {
            LabelMap map = new LabelMap(grid, labels(file, "input.labels." + k.asInt()));
            clusterings.add(map);
            tree(file, k.asInt(), map, rescaled);
        }
        Proposals finder =
                new Proposals(
                        c.get("area").get(0).asDouble(),
                        c.get("area").get(1).asDouble(),
                        c.get("nms_iou").asDouble(),
                        100);
        List<Proposals.Proposal> found =
                finder.ranked(rescaled, clusterings, ReleasedHierarchy::masks);
        file.check("output.masks", stack(found.stream().map(Proposals.Proposal::mask).toList(), 0));
        double[] scores = found.stream().mapToDouble(Proposals.Proposal::score).toArray();
        near(file, "output.scores", scores);
        firstFour(file, new BalancedSilhouette(rescaled, channels), found);
    }

    private static void tree(ParityFile file, int k, LabelMap clusters, float[] rescaled) {
        LabelMap areas = ReleasedHierarchy.components(clusters);
        long[] numbers = Arrays.stream(areas.labels()).asLongStream().toArray();
        file.check("output.components." + k, Plain.tensor(numbers, numbers.length));
        List<BitSet> neighbours = WardTree.neighbours(areas);
        float[] adjacency = new float[neighbours.size() * neighbours.size()];
        for (int i = 0; i < neighbours.size(); i++) {
            int row = i * neighbours.size();
            neighbours.get(i).stream().forEach(j -> adjacency[row + j] = 1);
        }
        file.check("output.adjacency." + k, Plain.tensor(adjacency, adjacency.length));
        file.check("output.hierarchy." + k, stack(ReleasedHierarchy.masks(clusters, rescaled), 2));
    }

    private static void firstFour(
            ParityFile file, BalancedSilhouette silhouette, List<Proposals.Proposal> found) {
        List<Mask> first = found.stream().limit(4).map(Proposals.Proposal::mask).toList();
        file.check(
                "output.background_of_first4",
                stack(first.stream().map(silhouette::background).toList(), 0));
        near(
                file,
                "output.score_of_first4",
                first.stream().mapToDouble(silhouette::score).toArray());
    }

    /** Masks one after the other along a new dimension. */
    private static Tensor stack(List<Mask> masks, int dimension) {
        Grid grid = masks.get(0).grid();
        TensorVector all = new TensorVector();
        for (Mask mask : masks) {
            long[] places = new long[grid.size()];
            mask.places().stream().forEach(p -> places[p] = 1);
            all.push_back(Plain.tensor(places, grid.rows(), grid.columns()));
        }
        return torch.stack(all, dimension);
    }

    /** The reference's distances are cancelling sums: 1e-4. */
    private static void near(ParityFile file, String name, double[] ours) {
        if (file.has(name)) {
            double[] theirs = Plain.doubles(file.tensor(name));
            boolean good = ours.length == theirs.length;
            for (int i = 0; good && i < ours.length; i++) {
                good = Math.abs(ours[i] - theirs[i]) <= CANCELLED;
            }
            file.accept(name, good, Arrays.toString(ours));
        }
    }

    static int[] labels(ParityFile file, String name) {
        return Arrays.stream(Plain.longs(file.tensor(name))).mapToInt(Math::toIntExact).toArray();
    }
}
