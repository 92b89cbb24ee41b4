package org.symbiosis.app.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.symbiosis.UserError;
import org.symbiosis.data.LoaderConfig.OnCorrupt;
import org.symbiosis.data.rooms.RoomsSource;
import org.symbiosis.data.rooms.RoomsSources;
import org.symbiosis.decay.Mae;
import org.symbiosis.decay.MaeFile;
import org.symbiosis.decay.MaeRecipe;
import org.symbiosis.decay.MaeTraining;
import org.symbiosis.eval.EffectiveRank;
import org.symbiosis.eval.FeatureExtractor;
import org.symbiosis.eval.Features;
import org.symbiosis.eval.Knn;
import org.symbiosis.eval.LinearProbe;
import org.symbiosis.eval.Pooling;
import org.symbiosis.eval.ProbeProtocol;
import org.symbiosis.eval.Standardisation;
import org.symbiosis.tensor.Engine;
import org.symbiosis.train.Progress;
import org.symbiosis.train.RunDirectory;
import org.symbiosis.train.Trainer;

/**
 * The embedded tour: a masked autoencoder with decayed shortcuts learns from the rooms' furniture
 * without labels; its features are compared with an untrained encoder's and with raw pixels.
 */
public final class Demo {
    private static final int TEST_IMAGES = 1_200;
    private static final int PROBE_EPOCHS = 60;
    private static final List<Pooling> POOLINGS = List.of(Pooling.MEAN_ALL, Pooling.GRID);

    private final Path folder;
    private final int images;
    private final MaeRecipe recipe;
    private final Progress progress;

    /**
     * A tour.
     *
     * @param folder of the run and the report
     * @param images to learn from
     * @param epochs passes over them
     * @param seed of the training
     */
    public Demo(Path folder, int images, double epochs, long seed, Progress progress) {
        this.folder = folder;
        this.images = images;
        this.recipe = MaeRecipe.tiny().withEpochs(epochs).withSeed(seed);
        this.progress = progress;
    }

    /**
     * How good a set of features is.
     *
     * @param name what they come from
     * @param knn accuracy by 20 nearest neighbours, percent
     * @param probe accuracy of a linear classifier, percent
     * @param rho effective rank over the test images, nats
     */
    record Finding(String name, double knn, double probe, double rho) {}

    /** Trains, measures, prints and writes {@code report.html}. */
    public void run() {
        long begun = System.nanoTime();
        try (RoomsSource train = furniture("train", images);
                RoomsSource test = furniture("test", TEST_IMAGES);
                Mae untrained = MaeTraining.untrained(recipe)) {
            train(train);
            try (MaeFile trained = MaeFile.open(folder)) {
                List<Finding> findings = new ArrayList<>();
                FeatureExtractor extractor =
                        new FeatureExtractor(recipe.evaluation(), Engine.cores(), progress);
                findings.add(
                        finding("raw pixels", extractor.pixels(train), extractor.pixels(test)));
                findings.addAll(ofModel("untrained encoder", untrained, extractor, train, test));
                findings.addAll(
                        ofModel("trained encoder", trained.model(), extractor, train, test));
                DemoReport report = new DemoReport(recipe, findings, test, command());
                Path page = folder.resolve("report.html");
                report.write(page, trained.model(), (System.nanoTime() - begun) / 1e9);
                print(findings, page, (System.nanoTime() - begun) / 1e9);
            }
        }
    }

    private String command() {
        return "symbiosis demo --images %d --epochs %s --seed %d"
                .formatted(images, recipe.train().epochs(), recipe.train().seed());
    }

    private RoomsSource furniture(String split, int count) {
        RoomsSource source = RoomsSources.open("rooms:objects?split=" + split + "&n=" + count);
        progress.begin("rendering " + split + " pictures", 0, count);
        source.prepare(done -> progress.step(done, "", 0));
        progress.end();
        return source;
    }

    private void train(RoomsSource source) {
        if (Files.exists(folder.resolve("model.safetensors"))) {
            try (MaeFile there = MaeFile.open(folder)) {
                if (there.recipe().equals(recipe)) {
                    progress.message("using the model already trained in " + folder);
                    return;
                }
            }
            throw UserError.usage(
                    folder + " holds a model of another demo", "choose another folder by --out");
        }
        try (RunDirectory run = RunDirectory.createOrResume(folder)) {
            Trainer.Outcome outcome =
                    MaeTraining.run(recipe, source, OnCorrupt.FAIL, run, progress);
            if (outcome == Trainer.Outcome.INTERRUPTED) {
                throw UserError.failed(
                        "the demo was stopped", "the same command goes on where it was");
            }
        }
    }

    /** Findings of an encoder, one for each pooling. */
    private static List<Finding> ofModel(
            String name,
            Mae model,
            FeatureExtractor extractor,
            RoomsSource train,
            RoomsSource test) {
        List<Features> known = extractor.of(model.encoder(), -1, POOLINGS, train);
        List<Features> asked = extractor.of(model.encoder(), -1, POOLINGS, test);
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

    private static void print(List<Finding> findings, Path page, double seconds) {
        System.out.printf("%-44s %8s %8s %8s%n", "features", "kNN %", "probe %", "rho");
        for (Finding f : findings) {
            System.out.printf("%-44s %8.1f %8.1f %8.2f%n", f.name(), f.knn(), f.probe(), f.rho());
        }
        System.out.printf("%n%s (%.0f s in all)%n", page, seconds);
    }
}
