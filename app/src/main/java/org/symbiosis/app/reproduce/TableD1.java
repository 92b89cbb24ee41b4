package org.symbiosis.app.reproduce;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.symbiosis.AtomicFile;
import org.symbiosis.config.Configs;
import org.symbiosis.nested.LevelCost;
import org.symbiosis.nested.LevelNetwork;
import org.symbiosis.nested.NestedConfig;
import org.symbiosis.nested.Told;
import org.symbiosis.report.Report;

/**
 * Table D.1: what hierarchies of 1 to 5 levels cost, counted on networks that are built and run
 * once. Needs neither images nor training.
 */
final class TableD1 implements Reproduction {
    private static final double MILLION = 1e6;
    private static final double BILLION = 1e9;
    private static final String COUNTED =
            "Counted for one call of every level on one image, without guidance or class: every"
                    + " multiply-accumulate of linear maps, convolutions and attention, and five for"
                    + " each value that a layer norm takes. The printed GFlops are these, cut to two"
                    + " places; of the printed millions of parameters the first four are cut and the"
                    + " last two rounded.";

    /** A row as it is printed, and the hierarchy that it means. */
    private enum Row {
        L1("1", 1, LevelNetwork.chapter(), 104, 26.82),
        L2("2", 2, LevelNetwork.chapter(), 208, 27.13),
        L3("3", 3, LevelNetwork.chapter(), 313, 28.17),
        L4("4", 4, LevelNetwork.chapter(), 417, 29.61),
        L5("5", 5, LevelNetwork.chapter(), 523, 33.98),
        DEEP("1*", 1, LevelNetwork.chapter().withDepth(16), 135, 35.11);

        private final String name;
        private final NestedConfig config;
        private final int printedMillions;
        private final double printedGigas;

        Row(String name, int levels, LevelNetwork network, int millions, double gigas) {
            this.name = name;
            this.config = NestedConfig.chapter(levels, new Told.Nothing()).withNetwork(network);
            this.printedMillions = millions;
            this.printedGigas = gigas;
        }
    }

    @Override
    public String name() {
        return "table-d.1";
    }

    @Override
    public String title() {
        return "Parameters and cost of hierarchies (Table D.1)";
    }

    @Override
    public Set<Choice> heeds() {
        return Set.of();
    }

    @Override
    public void run(Assignment a) {
        StringBuilder rows = new StringBuilder();
        rows.append("| L | parameters (M) | printed | GFlops, exact | cut | printed |");
        rows.append(" levels, image first (G) [tokens] |\n|---|---:|---:|---:|---:|---:|---|\n");
        Map<String, List<LevelCost>> counted = new LinkedHashMap<>();
        List<LevelCost> known = new ArrayList<>(); // the levels above stay from row to row
        for (Row row : Row.values()) {
            List<LevelCost> levels = levels(row.config, known);
            counted.put(row.name, levels);
            rows.append(line(row, levels));
        }
        Map<String, Object> results = new LinkedHashMap<>();
        results.put("table", name());
        results.put("command", a.command());
        results.put("rows", counted);
        AtomicFile.write(
                a.folder().resolve("results.json"),
                Configs.json(results).getBytes(StandardCharsets.UTF_8));
        Report.titled(title())
                .paragraph(COUNTED)
                .code(a.command())
                .code(rows.toString())
                .write(a.folder().resolve("report.html"));
        System.out.println(rows + "\n" + COUNTED);
    }

    /**
     * The levels of a hierarchy, the image first; those that a shallower one had are not counted
     * again.
     *
     * @param known semantic levels so far, the top first
     */
    private static List<LevelCost> levels(NestedConfig config, List<LevelCost> known) {
        List<LevelCost> levels = new ArrayList<>(List.of(LevelCost.of(1, config.level(1))));
        while (known.size() < config.levels() - 1) {
            int l = config.levels() - known.size();
            known.add(LevelCost.of(l, config.level(l)));
        }
        for (int l = 2; l <= config.levels(); l++) {
            LevelCost cost = known.get(config.levels() - l);
            levels.add(new LevelCost(l, cost.tokens(), cost.parameters(), cost.macs()));
        }
        return levels;
    }

    private static String line(Row row, List<LevelCost> levels) {
        double parameters = levels.stream().mapToLong(LevelCost::parameters).sum() / MILLION;
        long macs = levels.stream().mapToLong(LevelCost::macs).sum();
        List<String> each = new ArrayList<>();
        for (LevelCost level : levels) {
            each.add(
                    String.format(
                            Locale.ROOT, "%.6f [%d]", level.macs() / BILLION, level.tokens()));
        }
        return String.format(
                Locale.ROOT,
                "| %s | %.3f | %d | %.6f | %.2f | %.2f | %s |%n",
                row.name,
                parameters,
                row.printedMillions,
                macs / BILLION,
                Math.floor(macs / (BILLION / 100)) / 100,
                row.printedGigas,
                String.join(", ", each));
    }
}
