package org.symbiosis.report;

import java.awt.FontMetrics;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategorySeries;

/**
 * Bars from zero, one group for each category; a deviation shows as an error bar.
 *
 * @param axes titles
 * @param categories along the horizontal axis, all different
 * @param groups the bars beside each other in a category; at least one
 */
public record BarChart(Axes axes, List<String> categories, List<Group> groups) implements Chart {
    private static final int PLOT = 480;
    private static final int SLANTED = 135;
    private static final int SLANT = 30;
    private static final FontMetrics LETTERS = Lettering.metrics(Lettering.plain(ChartStyle.TICK));

    /**
     * Bars of one colour.
     *
     * @param name in the legend
     * @param bars a value for each category
     */
    public record Group(String name, List<Spread> bars) {
        /** Keeps its own list. */
        public Group {
            bars = List.copyOf(bars);
        }

        /** Bars without repetitions. */
        public static Group of(String name, double... values) {
            List<Spread> bars = new ArrayList<>();
            for (double v : values) {
                bars.add(new Spread(v, 0));
            }
            return new Group(name, bars);
        }

        private boolean hasSpread() {
            return bars.stream().anyMatch(b -> b.deviation() > 0);
        }
    }

    /** Checks that each group has a bar for each category. */
    public BarChart {
        categories = List.copyOf(categories);
        groups = List.copyOf(groups);
        if (groups.isEmpty() || categories.isEmpty()) {
            throw new IllegalArgumentException("a chart without bars");
        }
        if (categories.stream().distinct().count() < categories.size()) {
            throw new IllegalArgumentException("two categories of one name");
        }
        for (Group g : groups) {
            if (g.bars().size() != categories.size()) {
                throw new IllegalArgumentException(
                        g.name()
                                + ": "
                                + g.bars().size()
                                + " bars for "
                                + categories.size()
                                + " categories");
            }
        }
    }

    @Override
    public Png png() {
        CategoryChart chart = new CategoryChart(ChartStyle.WIDTH, ChartStyle.HEIGHT);
        List<String> names = groups.stream().map(g -> ChartStyle.legendName(g.name())).toList();
        ChartStyle.apply(chart, axes, names);
        chart.getStyler().setAvailableSpaceFill(groups.size() == 1 ? 0.6 : 0.8);
        chart.getStyler().setXAxisTickMarkSpacingHint(1); // a label for every category
        chart.getStyler().setXAxisLabelRotation(isCrowded() ? SLANT : 0);
        for (int i = 0; i < groups.size(); i++) {
            add(chart, i, names.get(i));
        }
        return ChartStyle.paint(chart);
    }

    private void add(CategoryChart chart, int i, String name) {
        Group group = groups.get(i);
        List<Double> values = group.bars().stream().map(b -> finite(b.mean())).toList();
        List<Double> errors = group.bars().stream().map(b -> finite(b.deviation())).toList();
        CategorySeries bars =
                chart.addSeries("bars " + i, labels(), values, group.hasSpread() ? errors : null);
        bars.setLabel(name);
        bars.setFillColor(Palette.colour(i));
    }

    /** Whether the labels are too wide to stand side by side. */
    private boolean isCrowded() {
        int room = PLOT / categories.size() - 8;
        return categories.stream().anyMatch(c -> LETTERS.stringWidth(c) > room);
    }

    private List<String> labels() {
        List<String> labels = new ArrayList<>();
        for (String c : categories) {
            String fits = isCrowded() ? Lettering.abridged(c, SLANTED, LETTERS) : c;
            labels.add(labels.contains(fits) ? c : fits);
        }
        return labels;
    }

    private static double finite(double value) {
        return Double.isFinite(value) ? value : 0;
    }
}
