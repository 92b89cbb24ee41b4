package org.symbiosis.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final Table RESULTS =
            Table.of(Column.text("run"), Column.highest("kNN, %", 1), Column.lowest("FID", 2));

    @Test
    void theBestOfEachColumnIsEmphasised() {
        String html =
                RESULTS.row(Cell.of("1.0"), Cell.of(34.2), Cell.of(14.34))
                        .row(Cell.of("0.7"), Cell.of(41.1), Cell.of(8.99))
                        .row(Cell.of("0.6"), Cell.of(new Spread(43.14, 0.2)), Cell.of(11.71))
                        .html("Results.");
        assertThat(html).contains("<strong>43.1</strong> <small>\u00B1 0.2</small>");
        assertThat(html).contains("<strong>8.99</strong>");
        assertThat(html.split("<strong>", -1)).hasSize(3);
    }

    @Test
    void numbersThatReadTheSameAreEquallyGood() {
        String html =
                RESULTS.row(Cell.of("a"), Cell.of(43.12), Cell.of(1))
                        .row(Cell.of("b"), Cell.of(43.14), Cell.missing())
                        .html("");
        assertThat(html.split("<strong>43.1</strong>", -1)).hasSize(3);
    }

    @Test
    void missingNumbersAreDashesAndNeverBest() {
        String html =
                RESULTS.row(Cell.of("a"), Cell.missing(), Cell.of(Double.POSITIVE_INFINITY))
                        .row(Cell.of("b"), Cell.of(1), Cell.of(-2))
                        .row(Cell.of("c"), Cell.of(2), Cell.of(-3))
                        .html("");
        assertThat(html.split("\u2013", -1)).hasSize(3);
        assertThat(html).contains("<strong>2.0</strong>").contains("<strong>-3.00</strong>");
    }

    @Test
    void aSingleRowHasNoWinner() {
        String html = RESULTS.row(Cell.of("a"), Cell.of(1), Cell.of(2)).html("");
        assertThat(html).doesNotContain("<strong>");
    }

    @Test
    void numbersReadTheSameEverywhere() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(new Cell.Value(1234.5, 0).text(1)).isEqualTo("1234.5");
            assertThat(new Cell.Value(-0.0001, 0).text(2)).isEqualTo("0.00");
            assertThat(new Cell.Value(-0.0001, 0).text(0)).isEqualTo("0");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void rowsMustFillTheColumns() {
        assertThatThrownBy(() -> RESULTS.row(Cell.of("a")))
                .hasMessageContaining("1 cells for 3 columns");
    }

    @Test
    void aTreeOfSettingsIsNamedAsTheCommandLineTakesIt() {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("dim", 192);
        model.put("shortcut", Map.of("alphaMin", 0.6));
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("model", model);
        tree.put("betas", List.of(0.9, 0.95));
        tree.put("note", null);
        Settings settings = Settings.of(tree);
        assertThat(settings.values().keySet())
                .containsExactly("model.dim", "model.shortcut.alphaMin", "betas", "note");
        assertThat(settings.values().get("betas")).isEqualTo("0.9, 0.95");
        assertThat(settings.html("Of <b>"))
                .contains("alphaMin</th><td>0.6")
                .contains("Of &lt;b&gt;");
    }
}
