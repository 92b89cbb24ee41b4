package org.symbiosis.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Lines over a common axis; where a series has a spread, a band of one deviation lies behind it.
 *
 * @param axes titles
 * @param series at least one
 */
public record LineChart(Axes axes, List<Series> series) implements Chart {
    private static final float THICK = 2f;
    private static final int FEW = 40;
    private static final List<BasicStroke> STROKES = List.of(stroke(), stroke(7, 4), stroke(2, 3));
    private static final List<Marker> MARKERS =
            List.of(
                    SeriesMarkers.CIRCLE,
                    SeriesMarkers.SQUARE,
                    SeriesMarkers.TRIANGLE_UP,
                    SeriesMarkers.DIAMOND);

    /** Checks that there is something to draw. */
    public LineChart {
        series = List.copyOf(series);
        if (series.isEmpty()) {
            throw new IllegalArgumentException("a chart without a series");
        }
    }

    private static BasicStroke stroke(float... dashes) {
        return new BasicStroke(
                THICK,
                BasicStroke.CAP_ROUND,
                BasicStroke.JOIN_ROUND,
                10,
                dashes.length == 0 ? null : dashes,
                0);
    }

    @Override
    public Png png() {
        XYChart chart = new XYChart(ChartStyle.WIDTH, ChartStyle.HEIGHT);
        List<String> names = series.stream().map(s -> ChartStyle.legendName(s.name())).toList();
        ChartStyle.apply(chart, axes, names);
        chart.getStyler().setMarkerSize(6);
        for (int i = 0; i < series.size(); i++) { // bands first: they must not cover a line
            if (series.get(i).hasSpread()) {
                addBand(chart, i);
            }
        }
        for (int i = 0; i < series.size(); i++) {
            addLine(chart, i, names.get(i));
        }
        roundTicks(chart);
        return ChartStyle.paint(chart);
    }

    /**
     * Makes the axis choose round numbers. Where all places are equally far apart the library would
     * label each of them, and the labels touch; an unseen point between two of them prevents it.
     */
    private void roundTicks(XYChart chart) {
        double[] x = series.get(0).x();
        double between = x[0] + 0.37 * (x[x.length - 1] - x[0]);
        XYSeries unseen =
                chart.addSeries("unseen", new double[] {between}, new double[] {Double.NaN}, null);
        unseen.setShowInLegend(false);
        unseen.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        unseen.setMarker(SeriesMarkers.NONE);
    }

    private void addLine(XYChart chart, int i, String name) {
        Series s = series.get(i);
        XYSeries line = chart.addSeries("line " + i, s.x(), finite(s.mean()), null);
        Color colour = Palette.colour(i);
        line.setLabel(name);
        line.setLineColor(colour);
        line.setLineStyle(STROKES.get(i / Palette.size() % STROKES.size()));
        line.setMarkerColor(colour);
        line.setMarker(s.x().length <= FEW ? MARKERS.get(i % MARKERS.size()) : SeriesMarkers.NONE);
    }

    private void addBand(XYChart chart, int i) {
        Series s = series.get(i);
        List<Integer> places = new ArrayList<>();
        for (int k = 0; k < s.x().length; k++) {
            if (Double.isFinite(s.mean()[k]) && Double.isFinite(s.spread()[k])) {
                places.add(k);
            }
        }
        int n = places.size();
        double[] x = new double[2 * n];
        double[] y = new double[2 * n];
        for (int k = 0; k < n; k++) { // along the upper edge and back along the lower
            int at = places.get(k);
            x[k] = s.x()[at];
            x[2 * n - 1 - k] = s.x()[at];
            y[k] = s.mean()[at] + s.spread()[at];
            y[2 * n - 1 - k] = s.mean()[at] - s.spread()[at];
        }
        XYSeries band = chart.addSeries("band " + i, x, y, null);
        band.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
        band.setShowInLegend(false);
        band.setLineColor(new Color(0, true));
        band.setFillColor(Palette.faint(Palette.colour(i)));
        band.setMarker(SeriesMarkers.NONE);
    }

    private static double[] finite(double[] values) {
        double[] out = values.clone();
        for (int i = 0; i < out.length; i++) {
            out[i] = Double.isFinite(out[i]) ? out[i] : Double.NaN;
        }
        return out;
    }
}
