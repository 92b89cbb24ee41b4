package org.symbiosis.eval.segments;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.data.annotated.Connectivity;
import org.symbiosis.data.annotated.Labels;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Shapes;
import org.symbiosis.testing.ParityCheck;
import org.symbiosis.testing.ParityFile;

/** Parity of the measures of segments. */
public final class SegmentsParity {
    private SegmentsParity() {}

    public static Map<String, ParityCheck> checks() {
        return Map.of(
                "whatwhere-oracle", SegmentsParity::oracle,
                "whatwhere-semantic", SegmentsParity::semantic,
                "whatwhere-where", SegmentsParity::where,
                "whatwhere-instances", InstancesParity::instances);
    }

    private static void oracle(ParityFile file) {
        int classes = file.config().get("classes").asInt();
        int none = file.config().get("void").asInt();
        List<Labels> regions = maps(file.tensor("input.regions"), Labels.VOID);
        List<Labels> truth = maps(file.tensor("input.labels"), none);
        OracleRegions oracle = new OracleRegions(classes);
        List<Labels> named = new ArrayList<>();
        for (int i = 0; i < truth.size(); i++) {
            named.add(oracle.add(regions.get(i), truth.get(i)));
        }
        file.check("output.predictions", tensor(named));
        file.check("output.confusion", table(oracle.confusion()));
        file.check("output.miou", oracle.miou());
        file.check("output.miou_per_image", oracle.perImage());
    }

    private static void semantic(ParityFile file) {
        int classes = file.config().get("classes").asInt();
        List<Labels> clusters = maps(file.tensor("input.clusters"), Labels.VOID);
        List<Labels> truth = maps(file.tensor("input.labels"), Labels.VOID);
        Confusion shared = new Confusion(classes, classes);
        List<Labels> large = new ArrayList<>();
        for (int i = 0; i < truth.size(); i++) {
            Labels t = truth.get(i);
            large.add(clusters.get(i).resized(t.width(), t.height()));
            shared.add(large.get(i), t);
        }
        file.check("output.upsampled", tensor(large));
        file.check("output.confusion", table(shared));
        for (Matching matching : Matching.values()) {
            SemanticScore score = SemanticScore.of(shared, matching);
            String prefix = "output." + matching.name().toLowerCase(Locale.ROOT) + ".";
            long[] names = Arrays.stream(score.names()).asLongStream().toArray();
            file.check(prefix + "map", Plain.tensor(names, names.length));
            double[] iou = Arrays.stream(score.iou()).map(v -> Double.isNaN(v) ? 0 : v).toArray();
            file.check(prefix + "iou", iou);
            file.checkInFloats(prefix + "miou", score.miouOfAll());
            file.check(prefix + "miou_present", score.miouOfPresent());
        }
        SemanticScore stego = SemanticScore.of(shared, Matching.HUNGARIAN);
        file.checkInFloats("output.stego.miou_percent", 100 * stego.miouOfPresent());
        file.checkInFloats("output.stego.accuracy_percent", 100 * stego.pixelAccuracy());
    }

    private static void where(ParityFile file) {
        int grid = file.config().get("grid").asInt();
        float[] features = Plain.floats(file.tensor("input.features"));
        int d = (int) file.tensor("input.features").size(1);
        int[] order =
                Arrays.stream(Plain.longs(file.tensor("input.permutation")))
                        .mapToInt(Math::toIntExact)
                        .toArray();
        double share = file.config().get("train_fraction").asDouble();
        CoordinateRegression regression =
                new CoordinateRegression(grid, grid, d, CoordinateRegression.first(order, share));
        int one = grid * grid * d;
        for (int from = 0; from < features.length; from += one) {
            regression.add(Arrays.copyOfRange(features, from, from + one));
        }
        CoordinateRegression.Result r = regression.fit();
        file.check(
                "output.weights",
                Arrays.stream(r.weights()).flatMapToDouble(Arrays::stream).toArray());
        file.check("output.bias", r.bias());
        file.check("output.mse_xy", r.mseX(), r.mseY());
        file.check("output.mse", r.mse());
        leftRight(file);
    }

    private static void leftRight(ParityFile file) {
        JsonNode c = file.config().get("left_right");
        SpatialLabels.Rule rule =
                new SpatialLabels.Rule(
                        c.get("min_pixels").asInt(),
                        c.get("ambiguous_band").asDouble(),
                        c.get("connectivity").asInt() == 8
                                ? Connectivity.EIGHT
                                : Connectivity.FOUR);
        Tensor ids = file.tensor("input.labels");
        Labels classes = maps(ids.unsqueeze(0), Labels.VOID).get(0);
        SpatialLabels split = SpatialLabels.of(classes, rule);
        double[] table =
                split.pieces().stream()
                        .flatMapToDouble(
                                p ->
                                        DoubleStream.of(
                                                p.label(), p.pixels(), p.column(), side(p.side())))
                        .toArray();
        file.check("output.table", table);
        long[] numbers =
                Arrays.stream(split.components().map().ids()).mapToLong(i -> i + 1).toArray();
        file.check("output.components", Plain.tensor(numbers, numbers.length));
        file.check("output.labels", tensor(List.of(split.map())));
    }

    private static int side(SpatialLabels.Side side) {
        return switch (side) {
            case DROPPED -> -1;
            case LEFT -> 0;
            case RIGHT -> 1;
        };
    }

    /** Maps of a tensor {@code (B, H, W)}; one number of it means void, as do negative ones. */
    private static List<Labels> maps(Tensor ids, int none) {
        long[] shape = Shapes.of(ids);
        int w = (int) shape[2];
        int h = (int) shape[1];
        long[] all = Plain.longs(ids);
        List<Labels> maps = new ArrayList<>();
        for (int b = 0; b < shape[0]; b++) {
            int[] one =
                    Arrays.stream(all, b * w * h, (b + 1) * w * h)
                            .mapToInt(id -> id < 0 || id == none ? Labels.VOID : (int) id)
                            .toArray();
            maps.add(new Labels(w, h, one));
        }
        return maps;
    }

    private static Tensor tensor(List<Labels> maps) {
        long[] all =
                maps.stream().flatMapToInt(m -> Arrays.stream(m.ids())).asLongStream().toArray();
        return Plain.tensor(all, all.length);
    }

    /** The table {@code (predicted, true)}. */
    private static Tensor table(Confusion c) {
        long[] all = Arrays.stream(c.counts()).flatMapToLong(Arrays::stream).toArray();
        return Plain.tensor(all, all.length);
    }
}
