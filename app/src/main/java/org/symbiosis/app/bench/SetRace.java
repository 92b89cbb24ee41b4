package org.symbiosis.app.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.symbiosis.app.where.NamedSet;
import org.symbiosis.app.where.WhereJudge;
import org.symbiosis.app.where.WhereScore;
import org.symbiosis.data.annotated.Labels;
import org.symbiosis.spectral.DatasetSolver;
import org.symbiosis.spectral.SetAttention;
import org.symbiosis.spectral.SetConfig;
import org.symbiosis.spectral.SetFeatures;
import org.symbiosis.spectral.SetSolver;

/**
 * Solvers for a whole set in turn, on sets of several sizes: the released alternation over
 * minibatches, the released objective on one graph, and that graph's eigenvectors. All see the same
 * readings of the images, which are not timed.
 *
 * @param set images and truth
 * @param attention over these images, read already
 * @param maps channels, side, affinity, links and seed of all solvers
 * @param visits how often the alternation takes up each image
 * @param minibatch images of one of its graphs
 * @param group images that the global graph joins at a time, in several random splits of the set
 */
public record SetRace(
        NamedSet set,
        SetAttention attention,
        SetConfig maps,
        int visits,
        int minibatch,
        int group) {
    private static final int STEPS = 5;
    private static final double RATE = 1e-2;
    private static final double DECAY = 0.99;

    /** Checks the numbers. */
    public SetRace {
        if (visits < 1 || minibatch < 1 || group < 1) {
            throw new IllegalArgumentException(
                    "%d visits, %d and %d images".formatted(visits, minibatch, group));
        }
    }

    /**
     * What is known of one solver on one size of set.
     *
     * @param images of the set
     * @param seconds median over the rounds
     * @param cpuSeconds likewise, of all threads
     * @param ratio how often its time goes into the alternation's, median over the rounds
     * @param peakMegabytes largest over the rounds
     * @param objective the released objective at the result, on one graph of all images
     * @param greedy mean IoU with the classes over those that occur, greedily named, in [0, 1]
     * @param hungarian the same, named one to one
     * @param rand adjusted Rand index of the clusters with the classes, over all pixels
     */
    public record Row(
            int images,
            String name,
            double seconds,
            double cpuSeconds,
            double ratio,
            double peakMegabytes,
            double objective,
            double greedy,
            double hungarian,
            double rand) {
        /** What an image takes. */
        public double secondsAnImage() {
            return seconds / images;
        }
    }

    private record Found(Meter.Cost cost, SetFeatures features) {}

    /** Runs so many rounds on so many images; tells of each round. */
    public List<Row> run(int images, int rounds, Consumer<String> progress) {
        Map<String, SetConfig> solvers = solvers(images);
        solve(solvers.get("fast"), images);
        Map<String, List<Found>> all = new LinkedHashMap<>();
        for (int round = 1; round <= rounds; round++) {
            StringBuilder line = new StringBuilder("%d images, round %d:".formatted(images, round));
            for (Map.Entry<String, SetConfig> solver : solvers.entrySet()) {
                Found found = solve(solver.getValue(), images);
                all.computeIfAbsent(solver.getKey(), n -> new ArrayList<>()).add(found);
                line.append("  %s %.2f s".formatted(solver.getKey(), found.cost().seconds()));
            }
            progress.accept(line.toString());
        }
        List<Found> released = all.values().iterator().next();
        return all.entrySet().stream()
                .map(e -> row(images, e.getKey(), e.getValue(), released))
                .toList();
    }

    private Map<String, SetConfig> solvers(int images) {
        int batch = Math.min(minibatch, images);
        int iterations = Math.max(1, Math.round((float) visits * images / batch));
        SetConfig minibatches = maps.withLinks(maps.links(), batch);
        SetConfig groups = maps.withLinks(maps.links(), Math.min(group, images));
        Map<String, SetConfig> solvers = new LinkedHashMap<>();
        solvers.put(
                "alternation",
                minibatches.withSolver(new SetSolver.Alternation(iterations, STEPS, RATE, DECAY)));
        solvers.put("global", groups.withSolver(SetSolver.Global.usual()));
        solvers.put("fast", groups.withSolver(SetSolver.Eigen.usual()));
        return solvers;
    }

    private Found solve(SetConfig config, int images) {
        Path folder = null;
        try {
            folder = Files.createTempDirectory("symbiosis-set");
            Path states = folder;
            Meter.Measured<SetFeatures> m =
                    Meter.of(() -> new DatasetSolver(config).solve(attention, images, states));
            return new Found(m.cost(), m.result());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            remove(folder);
        }
    }

    private static void remove(Path folder) {
        if (folder != null) {
            try {
                Files.deleteIfExists(folder.resolve(DatasetSolver.STATE));
                Files.delete(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Row row(int images, String name, List<Found> own, List<Found> released) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < own.size(); i++) {
            ratios.add(released.get(i).cost().seconds() / own.get(i).cost().seconds());
        }
        SetFeatures features = own.get(0).features();
        NamedSet part = new NamedSet(set.all(), images, set.side());
        WhereJudge judge = new WhereJudge(part, set.classes());
        WhereJudge.Judgement found =
                judge.judge(features, WhereJudge.Channels.LEADING, maps.seed(), 0);
        WhereScore score = found.score();
        SetConfig whole = maps.withLinks(maps.links(), images);
        return new Row(
                images,
                name,
                median(own, Meter.Cost::seconds),
                median(own, Meter.Cost::cpuSeconds),
                Round.median(ratios),
                own.stream().mapToDouble(o -> o.cost().peakMegabytes()).max().orElseThrow(),
                new DatasetSolver(whole).objective(attention, features),
                score.greedyOfPresent(),
                score.hungarianOfPresent(),
                rand(part, found));
    }

    private static double median(List<Found> runs, ToDoubleFunction<Meter.Cost> part) {
        return Round.median(runs.stream().map(r -> part.applyAsDouble(r.cost())).toList());
    }

    /** Over the images one below the other. */
    private static double rand(NamedSet part, WhereJudge.Judgement found) {
        int side = part.side();
        int[] ours = new int[part.images() * side * side];
        int[] truth = new int[ours.length];
        for (int i = 0; i < part.images(); i++) {
            int[] regions = found.regions().labels(i, side, side).ids();
            System.arraycopy(regions, 0, ours, i * side * side, side * side);
            System.arraycopy(part.labels(i).ids(), 0, truth, i * side * side, side * side);
        }
        int height = part.images() * side;
        return Agreement.adjustedRand(
                new Labels(side, height, ours), new Labels(side, height, truth));
    }
}
