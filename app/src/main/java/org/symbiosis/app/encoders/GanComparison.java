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
    /** Measures all vectors of a trained discriminator, the untrained one's, and pixels. */
    public List<FeatureScores> measure(Path run, ImageSource train, ImageSource test) {
        List<FeatureScores> rows = new ArrayList<>();
        try (GanFile file = GanFile.open(run)) {
            FeatureExtractor pixels =
                    new FeatureExtractor(file.recipe().evaluation(), Engine.cores(), progress);
            rows.add(scores("pixels", pixels.pixels(train), pixels.pixels(test)));
            try (GanModel fresh = GanTraining.untrained(file.recipe())) {
                rows.add(
                        row(
                                "untrained ",
                                file,
                                fresh.momentDiscriminator(),
                                train,
                                test,
                                FeatureChoice.Vector.BACKBONE));
            }
            for (FeatureChoice.Vector vector : FeatureChoice.Vector.values()) {
                Discriminator network =
                        vector.isOnline()
                                ? file.model().discriminator()
                                : file.model().momentDiscriminator();
                rows.add(row("", file, network, train, test, vector));
            }
        }
        return rows;
    }

    private FeatureScores row(
            String prefix,
            GanFile file,
            Discriminator network,
            ImageSource train,
            ImageSource test,
            FeatureChoice.Vector vector) {
        DiscriminatorFeatures features =
                new DiscriminatorFeatures(
                        network,
                        file.recipe().evaluation(),
                        file.recipe().model().side(),
                        vector,
                        progress,
                        () -> {});
        return scores(prefix + vector.words(), features.features(train), features.features(test));
    }

    private FeatureScores scores(String name, Features train, Features test) {
        progress.message("measuring " + name);
        return FeatureScores.of(name, train, test, effort);
    }
}
