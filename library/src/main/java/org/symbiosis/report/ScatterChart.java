package org.symbiosis.report;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Points of a plane, coloured by class; after eight classes the colours come again with another
 * mark.
 *
 * @param axes titles
 * @param x of each point
 * @param y of each point
 * @param classes of each point, -1 for none
 * @param names of the classes; beyond 32 classes the legend is left out
 */
public record ScatterChart(Axes axes, double[] x, double[] y, int[] classes, List<String> names)
        implements Chart {
    private static final int MANY = 1500;
    private static final List<Marker> MARKERS =
            List.of(
                    SeriesMarkers.CIRCLE,
                    SeriesMarkers.TRIANGLE_UP,
                    SeriesMarkers.SQUARE,
                    SeriesMarkers.DIAMOND);

    /** Checks that each point has a class and each class a name. */
    public ScatterChart {
        names = List.copyOf(names);
        if (x.length == 0 || y.length != x.length || classes.length != x.length) {
            throw new IllegalArgumentException(
                    x.length + " and " + y.length + " places for " + classes.length + " points");
        }
        for (int c : classes) {
            if (c < -1 || c >= names.size()) {
                throw new IllegalArgumentException("class " + c + " has no name");
            }
        }
    }

    @Override
    public Png png() {
        XYChart chart = new XYChart(ChartStyle.WIDTH, ChartStyle.HEIGHT);
        List<Integer> shown =
                IntStream.range(-1, names.size()).filter(c -> count(c) > 0).boxed().toList();
        List<String> legend = shown.stream().map(this::name).toList();
        ChartStyle.apply(chart, axes, legend);
        chart.getStyler().setAxisTicksVisible(isMeasured());
        chart.getStyler().setPlotGridHorizontalLinesVisible(isMeasured());
        chart.getStyler().setMarkerSize(x.length > MANY ? 4 : 6);
        for (int i = 0; i < shown.size(); i++) {
            add(chart, shown.get(i), legend.get(i));
        }
        return ChartStyle.paint(chart);
    }

    /** Axes without a name have no unit either: their numbers would say nothing. */
    private boolean isMeasured() {
        return !(axes.x().isEmpty() && axes.y().isEmpty());
    }

    private String name(int c) {
        return c < 0 ? "no class" : ChartStyle.legendName(names.get(c));
    }

    private int count(int c) {
        return (int) IntStream.of(classes).filter(k -> k == c).count();
    }

    private void add(XYChart chart, int c, String name) {
        List<Double> xs = new ArrayList<>();
        List<Double> ys = new ArrayList<>();
        for (int i = 0; i < classes.length; i++) {
            if (classes[i] == c) {
                boolean placed = Double.isFinite(x[i]) && Double.isFinite(y[i]);
                xs.add(placed ? x[i] : Double.NaN);
                ys.add(placed ? y[i] : Double.NaN);
            }
        }
        XYSeries points = chart.addSeries("class " + c, xs, ys, null);
        Color colour = c < 0 ? Palette.NONE : Palette.colour(c);
        points.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        points.setLabel(name);
        points.setMarkerColor(colour);
        points.setMarker(MARKERS.get(c < 0 ? 0 : Math.min(c / Palette.size(), MARKERS.size() - 1)));
    }
}
