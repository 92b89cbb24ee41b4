package org.symbiosis.app.demo;

import static org.bytedeco.pytorch.global.torch.rand;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.UserError;
import org.symbiosis.config.Configs;
import org.symbiosis.data.Batch;
import org.symbiosis.data.Batches;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.Loader;
import org.symbiosis.data.LoaderConfig;
import org.symbiosis.data.Subset;
import org.symbiosis.decay.Mae;
import org.symbiosis.decay.MaeRecipe;
import org.symbiosis.nn.Trace;
import org.symbiosis.report.Axes;
import org.symbiosis.report.Cell;
import org.symbiosis.report.Column;
import org.symbiosis.report.FeatureMaps;
import org.symbiosis.report.LineChart;
import org.symbiosis.report.Reconstructions;
import org.symbiosis.report.Report;
import org.symbiosis.report.Series;
import org.symbiosis.report.Settings;
import org.symbiosis.report.Table;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Seed;

/** What the demo found, in one page. */
record DemoReport(MaeRecipe recipe, List<Demo.Finding> findings, ImageSource test, String command) {
    private static final int PICTURES = 12;
    private static final ObjectMapper JSON = new ObjectMapper();

    void write(Path page, Mae model, double seconds) {
        Report report =
                Report.titled("Features learnt without a label")
                        .paragraph(
                                "A masked autoencoder with decayed identity shortcuts (chapter 2)"
                                        + " saw only a quarter of each picture of furniture and had to"
                                        + " paint the rest. No label was used. Then the encoder was"
                                        + " frozen, and its features were asked which of twelve pieces"
                                        + " of furniture a new picture shows.")
                        .section("How good the features are")
                        .table(
                                table(),
                                "Accuracy on %d pictures of other rooms".formatted(test.size()))
                        .paragraph(
                                "All features are standardised over the pictures to learn from. A"
                                        + " mean over all tokens is blind to where things are, which"
                                        + " pixels are not; means over 4 x 4 regions keep it. kNN: 20"
                                        + " neighbours by cosine. Rho is the effective rank over the"
                                        + " test pictures (Eq. 2.6): lower means fewer directions"
                                        + " used.")
                        .section("What it paints");
        try (Scope s = Scope.open();
                NoGradGuard g = new NoGradGuard()) {
            pictures(report, model);
        }
        report.section("How it learnt")
                .figure(loss(page.resolveSibling("metrics.jsonl")).png(), "Training loss")
                .section("Settings")
                .settings(settings(), "The whole recipe, as train mae --set takes it")
                .paragraph("Made in %.0f seconds by:".formatted(seconds))
                .code(command)
                .write(page);
    }

    private Table table() {
        Table table =
                Table.of(
                        Column.text("features"),
                        Column.highest("kNN (%)", 1),
                        Column.highest("linear probe (%)", 1),
                        Column.number("rho (nats)", 2));
        for (Demo.Finding f : findings) {
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
        int patch = recipe.model().patch();
        Tensor noise =
                Seed.aside(
                        () -> {
                            Seed.set(0);
                            return Scope.keep(rand(images.size(0), recipe.model().grid().size()));
                        });
        Mae.Reconstruction r = model.forward(images, noise, Trace.none());
        Reconstructions painted =
                Reconstructions.of(
                        images,
                        r.mask().removed(),
                        patch,
                        recipe.evaluation().normalisation(),
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
                        tokens.narrow(1, 1, tokens.size(1) - 1), recipe.model().grid());
        report.figure(
                FeatureMaps.sheet(painted.originals(), Map.of("features", maps)).png(),
                "Patch features as colours: the first three principal components over all these"
                        + " pictures. Patches of like colour have like features.");
    }

    private Tensor some() {
        ImageSource chosen = Subset.balanced(test, PICTURES, 1);
        try (Loader loader =
                new Loader(
                        chosen,
                        recipe.evaluation(),
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

    private Settings settings() {
        Map<?, ?> tree = Configs.fromJson(Configs.json(recipe), Map.class);
        Map<String, Object> named = new LinkedHashMap<>();
        tree.forEach((name, value) -> named.put(name.toString(), value));
        return Settings.of(named);
    }
}
