package org.symbiosis.app.encoders;

import java.util.List;
import java.util.Locale;
import org.symbiosis.report.Spread;

/**
 * Features side by side.
 *
 * @param rows in their order
 */
public record FeatureTable(List<FeatureScores> rows) {
    private static final String HEAD =
            """
            | feature | SVM | k-means | NMI | purity | probe | kNN 1 | kNN 5 | kNN 20 |
            |---|---|---|---|---|---|---|---|---|
            """;

    /** Keeps the list. */
    public FeatureTable {
        rows = List.copyOf(rows);
    }

    /** The table for a terminal or a page: percent, mean and deviation over runs. */
    public String markdown() {
        StringBuilder table = new StringBuilder(HEAD);
        for (FeatureScores r : rows) {
            table.append("| ").append(r.feature()).append(" | ");
            for (Spread s : List.of(r.svm(), r.kMeans(), r.nmi(), r.purity())) {
                table.append(text(s)).append(" | ");
            }
            for (double v : new double[] {r.probe(), r.knn1(), r.knn5(), r.knn20()}) {
                table.append(text(v)).append(" | ");
            }
            table.setLength(table.length() - 1);
            table.append('\n');
        }
        return table.toString().stripTrailing();
    }

    private static String text(Spread spread) {
        return text(spread.mean()) + " \u00B1 " + text(spread.deviation());
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
