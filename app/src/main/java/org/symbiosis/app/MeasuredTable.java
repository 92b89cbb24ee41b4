package org.symbiosis.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.symbiosis.report.Cell;
import org.symbiosis.report.Column;
import org.symbiosis.report.Spread;
import org.symbiosis.report.Table;

/**
 * Things side by side under several measures, each measured once or more often. Measures that
 * nothing has are left out.
 *
 * @param <T> what one repetition came to
 * @param head above the names
 * @param measures in the order of the columns
 * @param rows repetitions by the name of what was measured, in order
 */
public record MeasuredTable<T>(String head, List<Measure<T>> measures, Map<String, List<T>> rows) {
    /**
     * A column and where its number stands; not a number where there is none.
     *
     * @param <T> what one repetition came to
     */
    public record Measure<T>(Column column, ToDoubleFunction<T> value) {
        /** Mean and deviation over repetitions. */
        Spread over(List<T> repetitions) {
            return Spread.of(repetitions.stream().mapToDouble(value).toArray());
        }
    }

    /** Keeps the measures that something has. */
    public MeasuredTable {
        measures =
                measures.stream()
                        .filter(
                                m ->
                                        rows.values().stream()
                                                .anyMatch(r -> !Double.isNaN(m.over(r).mean())))
                        .toList();
    }

    /** For a terminal or a page; with the deviation where something was repeated. */
    public String markdown() {
        StringBuilder out = new StringBuilder("| " + head + " |");
        measures.forEach(m -> out.append(' ').append(m.column().name()).append(" |"));
        out.append("\n|---|").append("---:|".repeat(measures.size())).append('\n');
        rows.forEach(
                (name, repetitions) -> {
                    out.append("| ").append(name).append(" |");
                    measures.forEach(
                            m -> out.append(' ').append(text(m, repetitions)).append(" |"));
                    out.append('\n');
                });
        return out.toString();
    }

    private static <T> String text(Measure<T> m, List<T> repetitions) {
        Spread spread = m.over(repetitions);
        String number = "%." + m.column().decimals() + "f";
        if (Double.isNaN(spread.mean())) {
            return "";
        }
        return spread.deviation() == 0
                ? String.format(Locale.ROOT, number, spread.mean())
                : String.format(
                        Locale.ROOT, number + " ± " + number, spread.mean(), spread.deviation());
    }

    /** For a report. */
    public Table table() {
        List<Column> columns = new ArrayList<>(List.of(Column.text(head)));
        measures.forEach(m -> columns.add(m.column()));
        Table table = new Table(columns, List.of());
        for (Map.Entry<String, List<T>> row : rows.entrySet()) {
            List<Cell> cells = new ArrayList<>(List.of(Cell.of(row.getKey())));
            measures.forEach(m -> cells.add(Cell.of(m.over(row.getValue()))));
            table = table.row(cells.toArray(Cell[]::new));
        }
        return table;
    }
}
