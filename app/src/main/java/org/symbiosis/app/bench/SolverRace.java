package org.symbiosis.app.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.symbiosis.data.annotated.Labels;
import org.symbiosis.spectral.AttentionLayer;
import org.symbiosis.spectral.SpectralFeatures;

/**
 * Solvers in turn over the same attention, several times over; the first is what the others are
 * compared with in time, {@code exact} in what they find.
 *
 * @param runs who takes part
 * @param layers of one image; stay the caller's
 * @param truth the regions that were planted, where they are known
 */
public record SolverRace(
        List<SolverRun> runs, List<AttentionLayer> layers, Optional<Labels> truth) {
    private static final String REFERENCE = "exact";
    private static final int LEADING = 5;

    /** Keeps the lists. */
    public SolverRace {
        runs = List.copyOf(runs);
        layers = List.copyOf(layers);
    }

    /**
     * What is known of one solver. NaN where a number does not exist.
     *
     * @param seconds median over the rounds
     * @param cpuSeconds likewise, of all threads
     * @param ratio how often its time goes into the first solver's, median over the rounds
     * @param cpuRatio likewise in CPU time
     * @param peakMegabytes largest over the rounds
     * @param objective the released objective at the result
     * @param subspace mean squared cosine of all channels' span with that of {@code exact}
     * @param leading the same of the first 5
     * @param regions how many regions were compared
     * @param randExact adjusted Rand index with the regions of {@code exact}
     * @param randFirst with those of the first solver, if it was run whole
     * @param randTruth with the planted ones
     */
    public record Row(
            String name,
            double seconds,
            double cpuSeconds,
            double ratio,
            double cpuRatio,
            double peakMegabytes,
            double objective,
            double subspace,
            double leading,
            int regions,
            double randExact,
            double randFirst,
            double randTruth) {
        /** The numbers that exist, by name. */
        public Map<String, Object> known() {
            Map<String, Object> known = new LinkedHashMap<>();
            known.put("name", name);
            known.put("seconds", seconds);
            known.put("cpuSeconds", cpuSeconds);
            known.put("ratio", ratio);
            known.put("cpuRatio", cpuRatio);
            known.put("peakMegabytes", peakMegabytes);
            known.put("objective", objective);
            known.put("subspace", subspace);
            known.put("leading", leading);
            known.put("regions", regions);
            known.put("randExact", randExact);
            known.put("randFirst", randFirst);
            known.put("randTruth", randTruth);
            known.values().removeIf(v -> v instanceof Double d && d.isNaN());
            return known;
        }
    }

    /** Runs so many rounds after one that is not counted, and tells of each. */
    public List<Row> run(int rounds, Consumer<String> progress) {
        runs.stream().skip(1).forEach(r -> r.run(layers));
        Map<String, List<SolverRun.Outcome>> all = new LinkedHashMap<>();
        for (int i = 1; i <= rounds; i++) {
            StringBuilder line = new StringBuilder("round " + i + ":");
            for (SolverRun run : runs) {
                SolverRun.Outcome outcome = run.run(layers);
                all.computeIfAbsent(run.name(), n -> new ArrayList<>()).add(outcome);
                line.append("  %s %.2f s".formatted(run.name(), outcome.cost().seconds()));
            }
            progress.accept(line.toString());
        }
        return rows(all);
    }

    private List<Row> rows(Map<String, List<SolverRun.Outcome>> all) {
        Map<String, SpectralFeatures> features = new LinkedHashMap<>();
        all.forEach((name, o) -> o.get(0).features().ifPresent(f -> features.put(name, f)));
        SpectralFeatures exact = features.get(REFERENCE);
        int k = truth.orElseGet(() -> Agreement.regions(exact)).present().length;
        Map<String, Labels> regions = new LinkedHashMap<>();
        features.forEach((name, f) -> regions.put(name, Agreement.regions(f, k)));
        List<Row> rows = new ArrayList<>();
        List<SolverRun.Outcome> first = all.get(runs.get(0).name());
        for (SolverRun run : runs) {
            rows.add(row(run.name(), all.get(run.name()), first, features, regions));
        }
        return rows;
    }

    private Row row(
            String name,
            List<SolverRun.Outcome> own,
            List<SolverRun.Outcome> first,
            Map<String, SpectralFeatures> features,
            Map<String, Labels> regions) {
        Optional<SpectralFeatures> f = Optional.ofNullable(features.get(name));
        SpectralFeatures exact = features.get(REFERENCE);
        int leading = Math.min(LEADING, exact.channels());
        Labels mine = regions.get(name);
        return new Row(
                name,
                median(own, Meter.Cost::seconds),
                median(own, Meter.Cost::cpuSeconds),
                ratio(first, own, Meter.Cost::seconds),
                ratio(first, own, Meter.Cost::cpuSeconds),
                own.stream().mapToDouble(o -> o.cost().peakMegabytes()).max().orElseThrow(),
                f.map(SpectralFeatures::objective).orElse(Double.NaN),
                f.map(x -> Agreement.subspaces(x, exact, x.channels())).orElse(Double.NaN),
                f.map(x -> Agreement.subspaces(x, exact, leading)).orElse(Double.NaN),
                mine == null ? 0 : mine.present().length,
                rand(mine, regions.get(REFERENCE)),
                rand(mine, regions.get(runs.get(0).name())),
                rand(mine, truth.orElse(null)));
    }

    private static double rand(Labels one, Labels other) {
        return one == null || other == null ? Double.NaN : Agreement.adjustedRand(one, other);
    }

    private static double median(
            List<SolverRun.Outcome> outcomes, ToDoubleFunction<Meter.Cost> part) {
        return Round.median(outcomes.stream().map(o -> part.applyAsDouble(o.cost())).toList());
    }

    private static double ratio(
            List<SolverRun.Outcome> first,
            List<SolverRun.Outcome> own,
            ToDoubleFunction<Meter.Cost> part) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < own.size(); i++) {
            ratios.add(
                    part.applyAsDouble(first.get(i).cost())
                            / part.applyAsDouble(own.get(i).cost()));
        }
        return Round.median(ratios);
    }
}
