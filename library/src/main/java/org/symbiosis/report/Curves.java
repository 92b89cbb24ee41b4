package org.symbiosis.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Rank and accuracy of features over training, side by side for several runs (Figure 2.4): where
 * the one is lower the other should be higher.
 *
 * @param runs one for each setting
 * @param accuracy which accuracy it is, with its feature and unit
 */
public record Curves(List<Run> runs, String accuracy) {
    /**
     * A setting, trained with one or more seeds.
     *
     * @param name in the legend, such as {@code alpha_min = 0.6}
     * @param epochs when the features were judged, ascending
     * @param rank effective rank in nats (Eq. 2.6), one array a seed
     * @param accuracy percent, one array a seed
     */
    public record Run(String name, double[] epochs, List<double[]> rank, List<double[]> accuracy) {
        /** Keeps its own lists. */
        public Run {
            rank = List.copyOf(rank);
            accuracy = List.copyOf(accuracy);
        }
    }

    /** Checks that there is a run. */
    public Curves {
        runs = List.copyOf(runs);
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("no run to draw");
        }
    }

    /** Effective rank over training (Figure 2.4a). */
    public LineChart rankChart() {
        return chart("effective rank, nats", Run::rank);
    }

    /** Accuracy over training (Figure 2.4b). */
    public LineChart accuracyChart() {
        return chart(accuracy, Run::accuracy);
    }

    private LineChart chart(String y, Function<Run, List<double[]>> values) {
        List<Series> series = new ArrayList<>();
        for (Run run : runs) {
            series.add(Series.over(run.name(), run.epochs(), values.apply(run)));
        }
        return new LineChart(new Axes("", "epoch", y), series);
    }

    /** Both charts with captions that say how many seeds they show. */
    public List<Element> figures() {
        return List.of(
                new Element.Figure(
                        rankChart().png(), "Effective rank during training" + seeds(Run::rank)),
                new Element.Figure(
                        accuracyChart().png(), "Accuracy during training" + seeds(Run::accuracy)));
    }

    private String seeds(Function<Run, List<double[]>> values) {
        int least = runs.stream().mapToInt(r -> values.apply(r).size()).min().orElse(0);
        int most = runs.stream().mapToInt(r -> values.apply(r).size()).max().orElse(0);
        if (most == 1) {
            return "; one seed a run.";
        }
        String count = least == most ? "" + most : least + " to " + most;
        return "; mean and standard deviation over " + count + " seeds.";
    }
}
