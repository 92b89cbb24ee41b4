package org.symbiosis.app.reproduce;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.symbiosis.app.Fingerprint;
import org.symbiosis.app.MeasuredTable;
import org.symbiosis.app.MeasuredTable.Measure;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.ImageSources;
import org.symbiosis.data.SplitMix;
import org.symbiosis.decay.MaeRecipe;
import org.symbiosis.eval.Features;
import org.symbiosis.eval.Knn;
import org.symbiosis.report.Column;
import org.symbiosis.report.Column.Best;

/**
 * Table 5.5: better encoders, better images. The encoders are those that are named, or masked
 * autoencoders of one kind, trained for longer and longer, after a single step first.
 */
final class Table5_5 implements Reproduction {
    private static final double ONE_STEP = 1e-6;

    @Override
    public String name() {
        return "table-5.5";
    }

    @Override
    public String title() {
        return "Encoders and the images of hierarchies on them (Table 5.5)";
    }

    /** A repetition of a row. */
    private record Row(double top1, double top5, double distance) {}

    /** Accuracy of an encoder's nearest neighbours, percent. */
    private record Neighbourly(double top1, double top5) {}

    /** An encoder by the name of its row. */
    private record Contestant(String name, String encoder) {}

    @Override
    public Set<Choice> heeds() {
        return Choice.nesting();
    }

    @Override
    public void run(Assignment a) {
        NestedLab lab = new NestedLab(a);
        Map<String, List<Row>> rows = new LinkedHashMap<>();
        try (NestedTable table = NestedTable.open(a, lab)) {
            for (long seed = 0; seed < a.seeds(); seed++) {
                NestedTrial alone = table.trial("none", 1, "on-none-", seed);
                rows.computeIfAbsent("no encoder", n -> new ArrayList<>())
                        .add(
                                new Row(
                                        Double.NaN,
                                        Double.NaN,
                                        alone.plain(alone.trained(alone.recipe(1)))));
                for (Contestant c : contestants(lab, seed)) {
                    rows.computeIfAbsent(c.name(), n -> new ArrayList<>())
                            .add(row(table, lab, c, seed));
                }
            }
            table.publish(
                    this,
                    new MeasuredTable<>("encoder", measures(), rows),
                    "FID falls from 14.98 without an encoder to 10.96 (MAE), 10.59 (MoCo v3), 6.97"
                            + " (CLIP) and 6.78 (DINO), in the order of their kNN accuracy: top-1"
                            + " 27.44, 66.57, 73.35, 75.86, top-5 45.33, 83.09, 91.12, 91.17");
        }
    }

    private static List<Measure<Row>> measures() {
        return List.of(
                new Measure<>(new Column("kNN top-1 (%)", Best.HIGHEST, 1), Row::top1),
                new Measure<>(new Column("kNN top-5 (%)", Best.HIGHEST, 1), Row::top5),
                new Measure<>(new Column("distance", Best.LOWEST, 4), Row::distance));
    }

    /** Those that are named, or masked autoencoders trained for longer and longer. */
    private static List<Contestant> contestants(NestedLab lab, long seed) {
        List<Contestant> all = new ArrayList<>();
        for (String named : lab.namedEncoders()) {
            all.add(new Contestant(named, named));
        }
        if (all.isEmpty()) {
            for (double share : new double[] {ONE_STEP, 0.25, 1}) {
                double epochs = share * lab.encoderEpochs();
                String name =
                        share == ONE_STEP ? "MAE, one step" : "MAE, %.1f epochs".formatted(epochs);
                MaeRecipe recipe = MaeRecipe.tiny().withEpochs(epochs);
                all.add(new Contestant(name, lab.encoder(recipe, "encoder-" + share, seed)));
            }
        }
        return all;
    }

    private static Row row(NestedTable table, NestedLab lab, Contestant c, long seed) {
        String on = "on-" + Fingerprint.of(c.encoder()).substring(0, 8) + "-";
        NestedTrial trial = table.trial(c.encoder(), lab.levels(), on, seed);
        Hierarchy run = trial.trained(trial.recipe(lab.levels()));
        Neighbourly knn =
                run.place().result("knn.json", Neighbourly.class, () -> accuracy(lab, c.encoder()));
        return new Row(knn.top1(), knn.top5(), trial.plain(run));
    }

    /** One random half of the images judged by the other, in the vectors that make the latents. */
    private static Neighbourly accuracy(NestedLab lab, String encoder) {
        try (ImageSource all = ImageSources.requireLabels(lab.images())) {
            Features features = lab.features(encoder, all);
            Knn.Result found = Knn.TABLES.classify(half(features, 0), half(features, 1));
            return new Neighbourly(found.top1(), found.top5());
        }
    }

    private static Features half(Features all, int rest) {
        int[] order = SplitMix.of(0, all.n()).permutation(all.n());
        int[] rows = IntStream.range(0, all.n()).filter(i -> order[i] % 2 == rest).toArray();
        float[] values = new float[rows.length * all.d()];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(all.values(), rows[i] * all.d(), values, i * all.d(), all.d());
        }
        return new Features(
                values,
                rows.length,
                all.d(),
                Arrays.stream(rows).map(i -> all.labels()[i]).toArray(),
                Arrays.stream(rows).mapToObj(i -> all.paths().get(i)).toList(),
                all.what());
    }
}
