package org.symbiosis.app.demo;

import static org.bytedeco.pytorch.global.torch.rand;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.UserError;
import org.symbiosis.data.Batch;
import org.symbiosis.data.Batches;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.Loader;
import org.symbiosis.data.LoaderConfig;
import org.symbiosis.data.Subset;
import org.symbiosis.decay.Mae;
import org.symbiosis.decay.MaeFile;
import org.symbiosis.decay.MaeTraining;
import org.symbiosis.eval.EffectiveRank;
import org.symbiosis.eval.FeatureExtractor;
import org.symbiosis.eval.Features;
import org.symbiosis.eval.Knn;
import org.symbiosis.eval.LinearProbe;
import org.symbiosis.eval.Pooling;
import org.symbiosis.eval.ProbeProtocol;
import org.symbiosis.eval.Standardisation;
import org.symbiosis.nn.Trace;
import org.symbiosis.report.Axes;
import org.symbiosis.report.Cell;
import org.symbiosis.report.Column;
import org.symbiosis.report.FeatureMaps;
import org.symbiosis.report.LineChart;
import org.symbiosis.report.Reconstructions;
import org.symbiosis.report.Report;
import org.symbiosis.report.Series;
import org.symbiosis.report.Table;
import org.symbiosis.tensor.Engine;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;
import org.symbiosis.train.Progress;

/**
 * Chapter 2: the features of a masked autoencoder with decayed shortcuts, compared with those of an
 * untrained one and with raw pixels.
 *
 * @param pupil what was learnt, of what
 * @param progress hears how far it is
 */
record FeaturesStop(Pupil pupil, Progress progress) implements Stop {
    private static final int PROBE_EPOCHS = 60;
    private static final List<Pooling> POOLINGS = List.of(Pooling.MEAN_ALL, Pooling.GRID);
    private static final int PICTURES = 12;
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * How good a set of features is.
     *
     * @param name what they come from
     * @param knn accuracy by 20 nearest neighbours, percent
     * @param probe accuracy of a linear classifier, percent
     * @param rho effective rank over the test images, nats
     */
    private record Finding(String name, double knn, double probe, double rho) {}

    @Override
    public String words() {
        return "features (chapter 2)";
    }

    @Override
    public void visit(Report report) {
        try (MaeFile trained = MaeFile.open(pupil.folder())) {
            List<Finding> findings = findings(trained.model());
            print(findings);
            report.section("Features learnt without a label")
                    .paragraph(
                            "A masked autoencoder with decayed identity shortcuts (chapter 2) saw"
                                    + " only a quarter of each picture of furniture and had to paint"
                                    + " the rest. No label was used. Then the encoder was frozen, and"
                                    + " its features were asked which of twelve pieces of furniture a"
                                    + " new picture shows.")
                    .table(
                            table(findings),
                            "Accuracy on %d pictures of other rooms".formatted(pupil.test().size()))
                    .paragraph(
                            "All features are standardised over the pictures to learn from. A mean"
                                    + " over all tokens is blind to where things are, which pixels"
                                    + " are not; means over 4 x 4 regions keep it. kNN: 20"
                                    + " neighbours by cosine. Rho is the effective rank over the"
                                    + " test pictures (Eq. 2.6): lower means fewer directions used.")
                    .subsection("What it paints");
            try (Scope s = Scope.open();
                    NoGradGuard g = new NoGradGuard()) {
                pictures(report, trained.model());
            }
            Path metrics = pupil.folder().resolve("metrics.jsonl");
            report.subsection("How it learnt")
                    .figure(loss(metrics).png(), "Training loss")
                    .code("symbiosis train mae --data photos/ --out runs/mine");
        }
    }

    private List<Finding> findings(Mae trained) {
        FeatureExtractor extractor =
                new FeatureExtractor(pupil.recipe().evaluation(), Engine.cores(), progress);
        List<Finding> findings = new ArrayList<>();
        findings.add(
                finding(
                        "raw pixels",
                        extractor.pixels(pupil.train()),
                        extractor.pixels(pupil.test())));
        try (Mae untrained = MaeTraining.untrained(pupil.recipe())) {
            findings.addAll(ofModel("untrained encoder", untrained, extractor));
        }
        findings.addAll(ofModel("trained encoder", trained, extractor));
        return findings;
    }

    /** Findings of an encoder, one for each pooling. */
    private List<Finding> ofModel(String name, Mae model, FeatureExtractor extractor) {
        List<Features> known = extractor.of(model.encoder(), -1, POOLINGS, pupil.train());
        List<Features> asked = extractor.of(model.encoder(), -1, POOLINGS, pupil.test());
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < POOLINGS.size(); i++) {
            String feature = name + ", " + POOLINGS.get(i).words();
            findings.add(finding(feature, known.get(i), asked.get(i)));
        }
        return findings;
    }

    private static Finding finding(String name, Features train, Features test) {
        Standardisation alike = Standardisation.over(train);
        Features known = alike.apply(train);
        Features asked = alike.apply(test);
        LinearProbe probe =
                new LinearProbe(ProbeProtocol.Simple.tables().withEpochs(PROBE_EPOCHS), 0);
        return new Finding(
                name,
                Knn.TABLES.classify(known, asked).top1(),
                probe.accuracy(known, asked),
                EffectiveRank.of(test));
    }

    private static void print(List<Finding> findings) {
        System.out.printf("%-44s %8s %8s %8s%n", "features", "kNN %", "probe %", "rho");
        for (Finding f : findings) {
            System.out.printf("%-44s %8.1f %8.1f %8.2f%n", f.name(), f.knn(), f.probe(), f.rho());
        }
    }

    private static Table table(List<Finding> findings) {
        Table table =
                Table.of(
                        Column.text("features"),
                        Column.highest("kNN (%)", 1),
                        Column.highest("linear probe (%)", 1),
                        Column.number("rho (nats)", 2));
        for (Finding f : findings) {
            table =
                    table.row(
                            Cell.of(f.name()),
                            Cell.of(f.knn()),
                            Cell.of(f.probe()),
                            Cell.of(f.rho()));
        }
        return table;
    }

    private void pictures(Report report, Mae model) {
        Tensor images = some(); // (B, 3, H, W)
        int patch = pupil.recipe().model().patch();
        Tensor noise =
                Seed.aside(
                        () -> {
                            Seed.set(0);
                            return Scope.keep(
                                    rand(images.size(0), pupil.recipe().model().grid().size()));
                        });
        Mae.Reconstruction r = model.forward(images, noise, Trace.none());
        Reconstructions painted =
                Reconstructions.of(
                        images,
                        r.mask().removed(),
                        patch,
                        pupil.recipe().evaluation().normalisation(),
                        Map.of("painted", model.pixels(r)));
        Scope.release(noise);
        report.figure(
                painted.sheet().png(),
                "Test pictures, what the encoder saw of them, and what the decoder painted. The"
                        + " target is normalised, so each patch was brought back to its own mean and"
                        + " deviation, which these pictures therefore leak.");
        Tensor tokens = model.encode(images, Trace.none());
        FeatureMaps maps =
                FeatureMaps.ofTokens(
                        tokens.narrow(1, 1, tokens.size(1) - 1), pupil.recipe().model().grid());
        report.figure(
                FeatureMaps.sheet(painted.originals(), Map.of("features", maps)).png(),
                "Patch features as colours: the first three principal components over all these"
                        + " pictures. Patches of like colour have like features.");
    }

    private Tensor some() {
        ImageSource chosen = Subset.balanced(pupil.test(), PICTURES, 1);
        try (Loader loader =
                new Loader(
                        chosen,
                        pupil.recipe().evaluation(),
                        LoaderConfig.evaluation(PICTURES),
                        Batches.Position.START)) {
            Batch batch = loader.next();
            return Plain.tensor(batch.pixels(), batch.size(), 3, batch.height(), batch.width());
        }
    }

    private static LineChart loss(Path metrics) {
        List<Double> epochs = new ArrayList<>();
        List<Double> losses = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(metrics)) {
                epochs.add(JSON.readTree(line).get("epoch").asDouble());
                losses.add(JSON.readTree(line).get("loss").asDouble());
            }
        } catch (IOException e) {
            throw UserError.failed("cannot read " + metrics, "run the demo afresh", e);
        }
        return new LineChart(
                new Axes("", "epoch", "loss on removed patches"),
                List.of(Series.of("loss", plain(epochs), plain(losses))));
    }

    private static double[] plain(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
