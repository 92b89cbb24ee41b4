package org.symbiosis.app.reproduce;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The greedy choice of the noise on conditions (section 5.4.1): noise found for a shallower
 * hierarchy stays, and of the candidates for the new level the least mean distance over all seeds
 * wins, of pictures that are drawn for this and never reported.
 *
 * @param trials a repetition for each seed
 */
record SigmaChoice(List<NestedTrial> trials) {
    private static final double USUAL = 0.5;

    /** The noise of a hierarchy with one level more, the top first. */
    static List<Double> deepened(List<Double> above, double sigma) {
        List<Double> more = new ArrayList<>(above);
        more.add(sigma);
        return List.copyOf(more);
    }

    /**
     * The noise that the next depth builds on: the usual where nothing was tried.
     *
     * @param above of the levels above
     * @param tried candidates for the new level
     */
    List<Double> of(List<Double> above, List<Double> tried) {
        if (tried.size() < 2) {
            return deepened(above, tried.isEmpty() ? USUAL : tried.get(0));
        }
        Map<Double, Double> means =
                tried.stream().collect(Collectors.toMap(s -> s, s -> mean(deepened(above, s))));
        double best = tried.stream().min(Comparator.comparing(means::get)).orElseThrow();
        return deepened(above, best);
    }

    private double mean(List<Double> sigmas) {
        return trials.stream()
                .mapToDouble(t -> t.choosing(t.trained(t.recipe(sigmas))))
                .average()
                .orElseThrow();
    }
}
