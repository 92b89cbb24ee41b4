package org.symbiosis.app.encoders;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.symbiosis.adversarial.Discriminator;
import org.symbiosis.adversarial.GanFile;
import org.symbiosis.adversarial.GanModel;
import org.symbiosis.adversarial.GanTraining;
import org.symbiosis.data.ImageSource;
import org.symbiosis.eval.FeatureExtractor;
import org.symbiosis.eval.Features;
import org.symbiosis.tensor.Engine;
import org.symbiosis.train.Progress;

/**
 * The features of a structural GAN beside what they have to beat: pixels, and the same network
 * before its first step.
 *
 * @param effort of the measures
 * @param progress told of the work
 */
public record GanComparison(FeatureScores.Effort effort, Progress progress) {
    /** Measures pixels, the untrained network, and each part of a trained discriminator. */
    public List<FeatureScores> measure(Path run, ImageSource train, ImageSource test) {
        List<FeatureScores> rows = new ArrayList<>();
        try (GanFile file = GanFile.open(run);
                GanModel fresh = GanTraining.untrained(file.recipe())) {
            fresh.eval();
            FeatureExtractor extractor =
                    new FeatureExtractor(file.recipe().evaluation(), Engine.cores(), progress);
            Features known = extractor.pixels(train);
            rows.add(scores("pixels", known, extractor.pixels(test)));
            Discriminator before = fresh.momentDiscriminator();
            rows.add(
                    scores(
                            "untrained backbone",
                            extractor.of(before::features, "", train),
                            extractor.of(before::features, "", test)));
            for (Reading.Part part : Reading.Part.values()) {
                GanEncoder encoder = new GanEncoder(file, part);
                Features seen = encoder.of(extractor, train);
                rows.add(scores(seen.what(), seen, encoder.of(extractor, test)));
            }
        }
        return rows;
    }

    private FeatureScores scores(String name, Features train, Features test) {
        progress.message("measuring " + name);
        return FeatureScores.of(name, train, test, effort);
    }
}
