package org.symbiosis.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.internal.chartpart.AxesChart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;

/** The look that all charts share. */
final class ChartStyle {
    /** Sizes on the page: narrow, so that letters stay readable when a phone shrinks them. */
    static final int WIDTH = 560;

    static final int HEIGHT = 370;

    /** Size of the letters at the axes. */
    static final int TICK = 13;

    private static final Color INK = new Color(0x22, 0x22, 0x22);
    private static final Color GREY = new Color(0x66, 0x66, 0x66);
    private static final Color GRID = new Color(0xE4, 0xE4, 0xE4);
    private static final Font LEGEND = Lettering.plain(14);
    private static final int LEGEND_SYMBOL = 44;
    private static final int LEGEND_ROWS = 16;

    private ChartStyle() {}

    /** Titles, fonts, grid and colours. */
    static void apply(AxesChart<?, ?> chart, Axes axes, List<String> legend) {
        chart.setTitle(axes.title());
        chart.setXAxisTitle(axes.x());
        chart.setYAxisTitle(axes.y());
        AxesChartStyler s = chart.getStyler();
        s.setLocale(Locale.ENGLISH);
        s.setChartBackgroundColor(Color.WHITE);
        s.setPlotBackgroundColor(Color.WHITE);
        s.setPlotBorderVisible(false);
        s.setChartTitleVisible(!axes.title().isEmpty());
        s.setChartTitleBoxVisible(false);
        s.setChartTitleFont(Lettering.bold(16));
        s.setChartFontColor(INK);
        s.setChartPadding(10);
        s.setAxisTitleFont(Lettering.plain(14));
        s.setXAxisTitleVisible(!axes.x().isEmpty());
        s.setYAxisTitleVisible(!axes.y().isEmpty());
        s.setAxisTickLabelsFont(Lettering.plain(TICK));
        s.setAxisTickLabelsColor(GREY);
        s.setAxisTickMarksColor(GREY);
        s.setAxisTicksLineVisible(false);
        s.setPlotMargin(4);
        s.setPlotGridVerticalLinesVisible(false);
        s.setPlotGridLinesColor(GRID);
        s.setPlotGridLinesStroke(new BasicStroke(1f));
        placeLegend(s, legend);
    }

    /** Below the plot where one line holds it, else to the right; none for a single name. */
    private static void placeLegend(AxesChartStyler s, List<String> legend) {
        FontMetrics letters = Lettering.metrics(LEGEND);
        int width = 0;
        for (String name : legend) {
            width += letters.stringWidth(name) + LEGEND_SYMBOL;
        }
        boolean below = width < WIDTH - 40;
        s.setLegendVisible(legend.size() > 1 && (below || legend.size() <= 2 * LEGEND_ROWS));
        s.setLegendPosition(
                below ? Styler.LegendPosition.OutsideS : Styler.LegendPosition.OutsideE);
        s.setLegendLayout(below ? Styler.LegendLayout.Horizontal : Styler.LegendLayout.Vertical);
        s.setLegendFont(legend.size() > LEGEND_ROWS ? Lettering.plain(10) : LEGEND);
        s.setLegendPadding(legend.size() > LEGEND_ROWS ? 1 : below ? 12 : 6);
        s.setLegendBorderColor(Color.WHITE);
        s.setLegendSeriesLineLength(18);
    }

    /** A name that leaves room for the chart; names often differ at their end only. */
    static String legendName(String name) {
        return Lettering.abridged(name, WIDTH / 3, Lettering.metrics(LEGEND));
    }

    /** Paints the chart at the density of all our pictures. */
    static Png paint(AxesChart<?, ?> chart) {
        BufferedImage image =
                new BufferedImage(WIDTH * Png.FINE, HEIGHT * Png.FINE, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        Lettering.smooth(g);
        g.scale(Png.FINE, Png.FINE);
        chart.paint(g, WIDTH, HEIGHT);
        g.dispose();
        return Png.of(image, Png.FINE);
    }
}
