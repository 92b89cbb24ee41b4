package org.symbiosis.app.reproduce;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.symbiosis.AtomicFile;
import org.symbiosis.app.MeasuredTable;
import org.symbiosis.app.MeasuredTable.Measure;
import org.symbiosis.config.Configs;
import org.symbiosis.nested.latents.LatentStore;
import org.symbiosis.report.Column;
import org.symbiosis.report.Column.Best;
import org.symbiosis.report.Report;

/** Table 5.3: how fast the noise on conditions falls while images are drawn. */
final class Table5_3 implements Reproduction {
    private static final double[] GAMMAS = {0, 0.1, 0.3, 0.5, Double.POSITIVE_INFINITY};
    private static final double[] PRINTED_GUIDED = {5.09, 5.05, 5.03, 5.33, 11.21};
    private static final double[] PRINTED_PLAIN = {14.19, 13.53, 12.51, 11.93, 11.27};

    @Override
    public String name() {
        return "table-5.3";
    }

    @Override
    public String title() {
        return "Noise on conditions while drawing (Table 5.3)";
    }

    @Override
    public boolean readsModels() {
        return true;
    }

    /** A repetition of a row, beside the printed numbers. */
    private record Row(double printedGuided, double printedPlain, double guided, double plain) {}

    @Override
    public void run(Assignment a) {
        NestedLab lab = new NestedLab(a);
        Map<String, List<Row>> rows = new LinkedHashMap<>();
        for (long seed = 0; seed < a.seeds(); seed++) {
            String judge = lab.network(NestedLab.Role.JUDGE, seed);
            String encoder = lab.network(NestedLab.Role.ENCODER, seed);
            try (LatentStore store = lab.latents(encoder, lab.levels())) {
                Path run = lab.trained(lab.recipe(lab.levels(), seed), store, "gamma-seed-" + seed);
                for (int i = 0; i < GAMMAS.length; i++) {
                    double gamma = GAMMAS[i];
                    rows.computeIfAbsent("gamma " + gamma, g -> new ArrayList<>())
                            .add(
                                    new Row(
                                            PRINTED_GUIDED[i],
                                            PRINTED_PLAIN[i],
                                            guided(lab, run, gamma, judge, seed),
                                            plain(lab, run, gamma, judge, seed)));
                }
            }
        }
        write(a, lab, rows);
    }

    private static double guided(NestedLab lab, Path run, double gamma, String judge, long seed) {
        return lab.noted(
                run,
                "guided-" + gamma,
                () ->
                        lab.distance(
                                run, m -> m.recipe().generation().withGamma(gamma), judge, seed));
    }

    private static double plain(NestedLab lab, Path run, double gamma, String judge, long seed) {
        return lab.noted(
                run,
                "plain-" + gamma,
                () -> lab.distance(run, m -> NestedLab.plain(m).withGamma(gamma), judge, seed));
    }

    private void write(Assignment a, NestedLab lab, Map<String, List<Row>> rows) {
        MeasuredTable<Row> table =
                new MeasuredTable<>(
                        "gamma",
                        List.of(
                                new Measure<>(
                                        Column.number("printed: guided", 2), Row::printedGuided),
                                new Measure<>(
                                        Column.number("printed: unguided", 2), Row::printedPlain),
                                new Measure<>(
                                        new Column("here: guided", Best.LOWEST, 2), Row::guided),
                                new Measure<>(
                                        new Column("here: unguided", Best.LOWEST, 2), Row::plain)),
                        rows);
        String what =
                "printed: FID of five levels on ImageNet; here: Frechet distance over features of a"
                        + " second encoder (no FID), "
                        + lab.words();
        AtomicFile.write(
                a.folder().resolve("results.json"),
                Configs.json(Map.of("table", name(), "what", what, "rows", rows))
                        .getBytes(StandardCharsets.UTF_8));
        Report.titled(title())
                .paragraph(
                        "In the dissertation a slow fall (0.1 to 0.3) is best with guidance, and no"
                                + " noise at all is best without.")
                .paragraph(what + ".")
                .code(a.command())
                .table(table.table(), "Mean and deviation over seeds")
                .write(a.folder().resolve("report.html"));
        System.out.println(table.markdown() + "\n" + what + ".");
    }
}
