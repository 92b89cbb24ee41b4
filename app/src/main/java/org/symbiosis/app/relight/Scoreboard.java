package org.symbiosis.app.relight;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Rows of numbers with names, for people as aligned columns, for machines as nested maps. */
public final class Scoreboard {
    private final List<String> columns;
    private final Map<String, List<Double>> rows = new LinkedHashMap<>();

    /** No rows yet. */
    public Scoreboard(List<String> columns) {
        this.columns = List.copyOf(columns);
    }

    /** Adds a row; what is no number is shown as a dash. */
    public void add(String name, List<Double> values) {
        rows.put(name, List.copyOf(values));
    }

    /** Rows by name, columns by name; null where there is no number. */
    public Map<String, Object> json() {
        Map<String, Object> all = new LinkedHashMap<>();
        rows.forEach(
                (name, values) -> {
                    Map<String, Object> row = new LinkedHashMap<>();
                    for (int i = 0; i < values.size(); i++) {
                        double v = values.get(i);
                        row.put(columns.get(i), Double.isFinite(v) ? v : null);
                    }
                    all.put(name, row);
                });
        return all;
    }

    /** Aligned columns. */
    public String text() {
        int first = rows.keySet().stream().mapToInt(String::length).max().orElse(0);
        List<String> lines = new ArrayList<>();
        StringBuilder head = new StringBuilder(" ".repeat(first));
        columns.forEach(c -> head.append("  ").append("%10s".formatted(c)));
        lines.add(head.toString());
        rows.forEach(
                (name, values) -> {
                    StringBuilder line =
                            new StringBuilder(name).append(" ".repeat(first - name.length()));
                    for (double v : values) {
                        String number =
                                Double.isFinite(v) ? String.format(Locale.ROOT, "%.4f", v) : "-";
                        line.append("  ").append("%10s".formatted(number));
                    }
                    lines.add(line.toString());
                });
        return String.join("\n", lines);
    }
}
