package org.symbiosis.app.nested;

import java.util.List;
import java.util.Locale;
import org.symbiosis.nested.LevelCost;
import org.symbiosis.nested.NestedConfig;

/** What a hierarchy costs, as a table for people (Table D.1). */
public final class CostText {
    private static final double MILLION = 1e6;

    private CostText() {}

    /** A line for each level, and their sum. */
    public static String of(NestedConfig config) {
        List<LevelCost> levels = LevelCost.of(config);
        StringBuilder out = new StringBuilder();
        out.append("| level | latent | tokens | parameters (M) | MMACs |\n");
        out.append("|---:|---|---:|---:|---:|\n");
        for (LevelCost level : levels) {
            out.append(
                    String.format(
                            Locale.ROOT,
                            "| %d | %s | %d | %.3f | %.2f |%n",
                            level.level(),
                            config.pyramid().shape(level.level()).words(),
                            level.tokens(),
                            level.parameters() / MILLION,
                            level.macs() / MILLION));
        }
        return out.append(
                        String.format(
                                Locale.ROOT,
                                "| all | | | %.3f | %.2f |%n",
                                levels.stream().mapToLong(LevelCost::parameters).sum() / MILLION,
                                levels.stream().mapToLong(LevelCost::macs).sum() / MILLION))
                .toString();
    }
}
