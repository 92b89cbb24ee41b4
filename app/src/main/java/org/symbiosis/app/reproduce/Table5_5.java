package org.symbiosis.app.reproduce;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.symbiosis.app.MeasuredTable;
import org.symbiosis.app.MeasuredTable.Measure;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.ImageSources;
import org.symbiosis.data.SplitMix;
import org.symbiosis.decay.MaeRecipe;
import org.symbiosis.eval.Features;
import org.symbiosis.eval.Knn;
import org.symbiosis.nested.latents.LatentStore;
import org.symbiosis.report.Column;
import org.symbiosis.report.Column.Best;

/**
 * Table 5.5: better encoders, better images. The encoders are masked autoencoders of one kind,
 * trained for longer and longer, after a single step first.
 */
final class Table5_5 implements Reproduction {
    private static final int NEIGHBOURS = 20;
    private static final double TEMPERATURE = 0.07;
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
    private record Row(double knn, double distance) {}

    @Override
    public Set<Choice> heeds() {
        return EnumSet.of(Choice.DATA, Choice.IMAGES, Choice.MODELS, Choice.SEEDS, Choice.RECIPE);
    }

    @Override
    public void run(Assignment a) {
        NestedLab lab = new NestedLab(a);
        Map<String, List<Row>> rows = new LinkedHashMap<>();
        for (long seed = 0; seed < a.seeds(); seed++) {
            String judge = lab.network(NestedLab.Role.JUDGE, seed);
            rows.computeIfAbsent("no encoder", n -> new ArrayList<>())
                    .add(row(lab, "none", 1, judge, seed));
            for (double share : new double[] {ONE_STEP, 0.25, 1}) {
                MaeRecipe recipe = MaeRecipe.tiny().withEpochs(share * lab.encoderEpochs());
                String encoder = lab.network(recipe, "encoder-" + share, seed);
                String name =
                        share == ONE_STEP
                                ? "MAE, one step"
                                : "MAE, %.1f epochs".formatted(share * lab.encoderEpochs());
                rows.computeIfAbsent(name, n -> new ArrayList<>())
                        .add(row(lab, encoder, lab.levels(), judge, seed));
            }
        }
        MeasuredTable<Row> table =
                new MeasuredTable<>(
                        "encoder",
                        List.of(
                                new Measure<>(
                                        new Column("kNN top-1 (%)", Best.HIGHEST, 1), Row::knn),
                                new Measure<>(
                                        new Column("distance", Best.LOWEST, 4), Row::distance)),
                        rows);
        lab.publish(
                this,
                table,
                "FID falls from 14.98 without an encoder to 10.96 (MAE), 10.59 (MoCo v3), 6.97"
                        + " (CLIP) and 6.78 (DINO), in the order of their kNN accuracy");
    }

    private static Row row(NestedLab lab, String encoder, int levels, String judge, long seed) {
        String name = "on-" + Path.of(encoder).getFileName() + "-seed-" + seed;
        try (LatentStore store = lab.latents(encoder, levels)) {
            Path run = lab.trained(lab.recipe(levels, seed), store, name);
            double distance =
                    lab.noted(run, "plain", () -> lab.distance(run, NestedLab::plain, judge, seed));
            double knn =
                    levels == 1 ? Double.NaN : lab.noted(run, "knn", () -> accuracy(lab, encoder));
            return new Row(knn, distance);
        }
    }

    /** One random half of the images judged by the other. */
    private static double accuracy(NestedLab lab, String encoder) {
        try (ImageSource all = ImageSources.requireLabels(lab.images())) {
            Features features = lab.features(encoder, all);
            return new Knn(NEIGHBOURS, TEMPERATURE)
                    .classify(half(features, 0), half(features, 1))
                    .top1();
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
