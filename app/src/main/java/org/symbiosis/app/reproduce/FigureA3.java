package org.symbiosis.app.reproduce;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.symbiosis.app.TrainedOnce;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.LoaderConfig.OnCorrupt;
import org.symbiosis.data.Subset;
import org.symbiosis.decay.ResNet;
import org.symbiosis.decay.ResNetAccuracy;
import org.symbiosis.decay.ResNetConfig;
import org.symbiosis.decay.ResNetFile;
import org.symbiosis.decay.ResNetRecipe;
import org.symbiosis.decay.ResNetTraining;
import org.symbiosis.eval.FeatureExtractor;
import org.symbiosis.eval.RankProfile;
import org.symbiosis.nn.Shortcut;
import org.symbiosis.report.Axes;
import org.symbiosis.report.LineChart;
import org.symbiosis.report.Report;
import org.symbiosis.report.Series;
import org.symbiosis.tensor.Engine;
import org.symbiosis.train.SavedModel;

/** Figure A.3: rank within a supervised ResNet, by depth and by the smallest alpha. */
final class FigureA3 implements Judging {
    private static final int POINTS = 8;
    private static final int RANKED_IMAGES = 2048;

    @Override
    public String name() {
        return "figure-a.3";
    }

    @Override
    public String title() {
        return "Feature rank of supervised residual networks (Figure A.3)";
    }

    /** A trained network's ranks and accuracy. */
    private record Outcome(RankProfile profile, double[] epochs, double[] rank, double accuracy) {}

    @Override
    public Set<Choice> heeds() {
        return Choice.judging(Choice.RECIPE);
    }

    @Override
    public void run(Assignment a, Judged images) {
        List<Series> byBlock = new ArrayList<>();
        List<Series> overTime = new ArrayList<>();
        StringBuilder rows = new StringBuilder("| blocks | alphaMin | accuracy (%) | last rho |\n");
        rows.append("|---:|---:|---:|---:|\n");
        int[] depths = a.scale() == Scale.TINY ? new int[] {8} : new int[] {8, 12, 16};
        for (int depth : depths) {
            for (double alphaMin : new double[] {1.0, 0.7}) {
                String name = depth + " blocks, alpha_min " + alphaMin;
                Outcome o = outcome(a, images, depth, alphaMin);
                double[] rho = o.profile().entries().stream().mapToDouble(e -> e.rho()).toArray();
                byBlock.add(Series.of(name, counting(rho.length), rho));
                if (depth == depths[0]) {
                    overTime.add(Series.of(name, o.epochs(), o.rank()));
                }
                rows.append(
                        String.format(
                                Locale.ROOT,
                                "| %d | %.1f | %.1f | %.2f |%n",
                                depth,
                                alphaMin,
                                o.accuracy(),
                                rho[rho.length - 1]));
            }
        }
        Report.titled(title())
                .paragraph(
                        "In the dissertation the rank falls with depth and with alphaMin, and"
                                + " accuracy rises from 93.6 to 94.4 percent by alphaMin 0.7.")
                .code(a.command())
                .figure(
                        new LineChart(new Axes("", "block", "effective rank, nats"), byBlock).png(),
                        "Rank of the pooled features after each block at the end of training")
                .figure(
                        new LineChart(new Axes("", "epoch", "effective rank, nats"), overTime)
                                .png(),
                        "Rank of the last features during training")
                .code(rows.toString())
                .write(a.folder().resolve("report.html"));
        System.out.println(rows);
    }

    private static double[] counting(int n) {
        double[] numbers = new double[n];
        for (int i = 0; i < n; i++) {
            numbers[i] = i + 1.0;
        }
        return numbers;
    }

    private static Outcome outcome(Assignment a, Judged images, int depth, double alphaMin) {
        ResNetRecipe recipe = recipe(a, images.train(), depth, alphaMin);
        Path path = a.folder().resolve("blocks-" + depth + "-alphaMin-" + alphaMin);
        train(a, recipe, images.train(), path);
        ImageSource ranked = Subset.balanced(images.test(), RANKED_IMAGES, 0);
        List<Path> checkpoints = SavedModel.checkpoints(path);
        double[] epochs = new double[checkpoints.size()];
        double[] rank = new double[epochs.length];
        for (int i = 0; i < epochs.length; i++) {
            try (ResNetFile file = ResNetFile.open(checkpoints.get(i))) {
                RankProfile profile = profile(a, recipe, file.model(), ranked);
                rank[i] = profile.entries().get(profile.entries().size() - 1).rho();
                epochs[i] =
                        recipe.train()
                                .epochs(SavedModel.step(checkpoints.get(i)), images.train().size());
            }
        }
        try (ResNetFile file = ResNetFile.open(path)) {
            double accuracy =
                    ResNetAccuracy.of(
                                    file.model(), recipe.evaluation(), images.test(), a.progress())
                            .percent();
            return new Outcome(profile(a, recipe, file.model(), ranked), epochs, rank, accuracy);
        }
    }

    private static ResNetRecipe recipe(
            Assignment a, ImageSource known, int depth, double alphaMin) {
        int classes = known.classes().size();
        ResNetRecipe recipe =
                switch (a.scale()) {
                    case TINY -> ResNetRecipe.tiny(classes);
                    case SMALL -> ResNetRecipe.cifar(classes).withEpochs(20);
                    case FULL -> ResNetRecipe.resnet18(classes);
                };
        ResNetConfig model = recipe.model().withDepth(depth);
        recipe =
                a.changes()
                        .to(
                                recipe.withModel(
                                        model.withShortcut(new Shortcut.LinearDecay(alphaMin))));
        return recipe.withTrain(recipe.train().withCheckpoints(POINTS, known.size()));
    }

    private static void train(Assignment a, ResNetRecipe recipe, ImageSource known, Path path) {
        a.progress().message(path.getFileName() + ":");
        TrainedOnce.in(
                path, run -> ResNetTraining.run(recipe, known, OnCorrupt.SKIP, run, a.progress()));
    }

    private static RankProfile profile(
            Assignment a, ResNetRecipe recipe, ResNet model, ImageSource ranked) {
        FeatureExtractor extractor =
                new FeatureExtractor(recipe.evaluation(), Engine.cores(), a.progress());
        return RankProfile.of(
                extractor.of(model::pooledBlocks, "pooled blocks", ranked),
                model.blockNames(),
                model.blockWidths());
    }
}
