package org.symbiosis.eval;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.tensor.Scope;

/**
 * The effective rank after each part of a network, first to last (Figure A.3a).
 *
 * @param entries one for each part
 * @param samples images that the ranks were computed from: they grow with their number
 */
public record RankProfile(List<Entry> entries, int samples) {
    /**
     * The effective rank after one part.
     *
     * @param name of the part
     * @param width channels there
     * @param rho entropy in nats, at most log(min(samples, width))
     */
    public record Entry(String name, int width, double rho) {}

    /** Copies the list. */
    public RankProfile {
        entries = List.copyOf(entries);
    }

    /**
     * Ranks of features that lie side by side.
     *
     * @param features those of the first part, then those of the second, and so on
     * @param names of the parts
     * @param widths of the parts; together the width of the features
     */
    public static RankProfile of(Features features, List<String> names, List<Integer> widths) {
        int sum = widths.stream().mapToInt(Integer::intValue).sum();
        if (names.size() != widths.size() || sum != features.d()) {
            throw new IllegalArgumentException(
                    "parts of widths " + widths + " do not make features of " + features.d());
        }
        List<Entry> entries = new ArrayList<>();
        try (Scope s = Scope.open()) {
            Tensor X = features.tensor(); // (n, sum of widths)
            int at = 0;
            for (int i = 0; i < names.size(); i++) {
                int width = widths.get(i);
                Tensor part = X.narrow(1, at, width);
                double rho = EffectiveRank.ofCovariance(part, EffectiveRank.Centring.FEATURES);
                entries.add(new Entry(names.get(i), width, rho));
                at += width;
            }
        }
        return new RankProfile(entries, features.n());
    }
}
