package org.symbiosis.report;

import java.util.ArrayList;
import java.util.List;
import org.symbiosis.report.Column.Best;

/**
 * Results side by side; the best number of a column is emphasised, and so is every other that reads
 * the same.
 *
 * @param columns from left to right
 * @param rows a cell for each column
 */
public record Table(List<Column> columns, List<List<Cell>> rows) {
    /** Checks that the rows fill the columns. */
    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<Cell> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        row.size() + " cells for " + columns.size() + " columns");
            }
        }
    }

    /** A table without rows yet. */
    public static Table of(Column... columns) {
        return new Table(List.of(columns), List.of());
    }

    /** This table with one row more. */
    public Table row(Cell... cells) {
        List<List<Cell>> longer = new ArrayList<>(rows);
        longer.add(List.of(cells));
        return new Table(columns, longer);
    }

    /** The table under a caption. */
    String html(String caption) {
        StringBuilder out = new StringBuilder("<figure class=\"table\">");
        out.append(Html.tag("figcaption", caption));
        out.append("<div class=\"scroll\" tabindex=\"0\"><table><thead><tr>");
        for (int c = 0; c < columns.size(); c++) {
            String kind = isNumeric(c) ? " class=\"number\"" : "";
            String name = Html.escape(columns.get(c).name());
            out.append("<th scope=\"col\"").append(kind).append('>').append(name).append("</th>");
        }
        out.append("</tr></thead><tbody>\n");
        List<String> best = best();
        for (List<Cell> row : rows) {
            out.append("<tr>");
            for (int c = 0; c < columns.size(); c++) {
                out.append(cell(row.get(c), c, best.get(c)));
            }
            out.append("</tr>\n");
        }
        return out.append("</tbody></table></div></figure>").toString();
    }

    private String cell(Cell cell, int c, String best) {
        if (cell instanceof Cell.Text words) {
            String text = Html.escape(words.text());
            return c == 0 ? "<th scope=\"row\">" + text + "</th>" : "<td>" + text + "</td>";
        }
        Cell.Value value = (Cell.Value) cell;
        int decimals = columns.get(c).decimals();
        String text = value.text(decimals);
        String deviation = value.deviationText(decimals);
        String number = text.equals(best) ? "<strong>" + text + "</strong>" : text;
        String spread = deviation.isEmpty() ? "" : " <small>\u00B1 " + deviation + "</small>";
        String kind = text.equals(best) ? "number best" : "number";
        return "<td class=\"" + kind + "\">" + number + spread + "</td>";
    }

    private boolean isNumeric(int c) {
        return rows.stream().anyMatch(row -> row.get(c) instanceof Cell.Value);
    }

    /** How the best number of each column reads; empty where there is none to emphasise. */
    private List<String> best() {
        List<String> best = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            best.add(best(c));
        }
        return best;
    }

    private String best(int c) {
        Column column = columns.get(c);
        List<Cell.Value> values = new ArrayList<>();
        for (List<Cell> row : rows) {
            if (row.get(c) instanceof Cell.Value v && Double.isFinite(v.value())) {
                values.add(v);
            }
        }
        if (column.best() == Best.NONE || values.size() < 2) {
            return "";
        }
        Cell.Value best = values.get(0);
        for (Cell.Value v : values) {
            boolean higher = v.value() > best.value();
            boolean lower = v.value() < best.value();
            best = (column.best() == Best.HIGHEST ? higher : lower) ? v : best;
        }
        return best.text(column.decimals());
    }
}
