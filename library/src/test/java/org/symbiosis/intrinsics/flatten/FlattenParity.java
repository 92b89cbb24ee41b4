package org.symbiosis.intrinsics.flatten;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.intrinsics.flatten.FlattenConfig.Edges;
import org.symbiosis.tensor.Plain;
import org.symbiosis.testing.ParityCheck;
import org.symbiosis.testing.ParityFile;

/** Parity of flattening, from given Lab codes and superpixels. */
public final class FlattenParity {
    private static final double GREY_LEVELS = 1e-3;

    private FlattenParity() {}

    public static Map<String, ParityCheck> checks() {
        return Map.of("intrinsics-flatten", FlattenParity::flatten);
    }

    private static ByteImage image(Tensor t) {
        return new ByteImage((int) t.size(1), (int) t.size(0), Plain.doubles(t));
    }

    private static void flatten(ParityFile file) {
        ByteImage picture = image(file.tensor("input.image_u8"));
        ByteImage lab = image(file.tensor("input.lab_u8"));
        file.checkWithin(
                "input.lab_u8",
                0,
                Plain.tensor(LabCodes.of(picture).values(), lab.values().length));
        int[] labels =
                Arrays.stream(Plain.longs(file.tensor("input.superpixels")))
                        .mapToInt(v -> (int) v - 1)
                        .toArray();
        representatives(file, picture, labels);
        check(file, "flatten", config(file, Edges.FLATTENED), picture, lab, labels);
        check(file, "edge_preserving", config(file, Edges.KEPT), picture, lab, labels);
    }

    private static FlattenConfig config(ParityFile file, Edges edges) {
        JsonNode p = file.json("parameters");
        return new FlattenConfig(
                p.get("alpha").asDouble(),
                p.get("beta").asDouble(),
                p.get("theta").asDouble(),
                p.get("lambda").asDouble(),
                p.get("iterations").asInt(),
                p.get("mu").asDouble(),
                p.get("gamma").asDouble(),
                edges,
                1e-9);
    }

    private static void representatives(ParityFile file, ByteImage picture, int[] labels) {
        long[] theirs = Plain.longs(file.tensor("output.representatives"));
        int[] ours = Superpixels.representatives(labels, picture);
        long[] places = new long[theirs.length / 2];
        Arrays.setAll(places, i -> theirs[2 * i] * picture.width() + theirs[2 * i + 1]);
        Arrays.sort(places);
        int[] sorted = ours.clone();
        Arrays.sort(sorted);
        boolean isSame = Arrays.equals(places, Arrays.stream(sorted).asLongStream().toArray());
        file.accept("output.representatives", isSame, "other pixels stand for the pieces");
    }

    private static void check(
            ParityFile file,
            String name,
            FlattenConfig config,
            ByteImage picture,
            ByteImage lab,
            int[] labels) {
        LocalPairs pairs = new LocalPairs(picture, lab, config);
        long[] p = Plain.longs(file.tensor("output." + name + ".pairs"));
        double[] weights = new double[p.length / 4];
        for (int i = 0; i < weights.length; i++) {
            int down = (int) (p[4 * i + 2] - p[4 * i]);
            int right = (int) (p[4 * i + 3] - p[4 * i + 1]);
            int k = down * (LocalPairs.REACH + 1) + right - 1;
            weights[i] = pairs.weight(k, (int) (p[4 * i] * picture.width() + p[4 * i + 1]));
        }
        String prefix = "output." + name;
        file.leaveOut(prefix + ".pairs");
        file.leaveOut(prefix + ".reference_image");
        file.checkInFloats(prefix + ".pair_weights", weights);
        double[] ours = new Flattening(config).of(picture, lab, labels).values();
        double[] theirs = Plain.doubles(file.tensor(prefix + ".image"));
        double worst = 0;
        for (int i = 0; i < ours.length; i++) {
            worst = Math.max(worst, Math.abs(ours[i] - theirs[i]));
        }
        file.accept(prefix + ".image", worst <= GREY_LEVELS, "differs by " + worst);
        double[] bytes =
                Arrays.stream(ours).map(v -> Math.max(0, Math.min(255, Math.round(v)))).toArray();
        double[] theirBytes = Plain.doubles(file.tensor(prefix + ".image_u8"));
        double most = 0;
        for (int i = 0; i < bytes.length; i++) {
            most = Math.max(most, Math.abs(bytes[i] - theirBytes[i]));
        }
        file.accept(prefix + ".image_u8", most <= 1, "differs by " + most);
    }
}
