package org.symbiosis.spectral.regions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.eval.KMeans;
import org.symbiosis.eval.Silhouette;
import org.symbiosis.tensor.Plain;
import org.symbiosis.testing.ParityCheck;
import org.symbiosis.testing.ParityFile;

/** Parity of silhouettes, and of proposals with the slips of the released code. */
public final class RegionsParity {
    private static final double WORSE = 1.01;

    private RegionsParity() {}

    public static Map<String, ParityCheck> checks() {
        return Map.of("whatwhere-silhouette", RegionsParity::silhouette);
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

    static int[] labels(ParityFile file, String name) {
        return Arrays.stream(Plain.longs(file.tensor(name))).mapToInt(Math::toIntExact).toArray();
    }
}
