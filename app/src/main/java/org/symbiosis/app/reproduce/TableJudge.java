package org.symbiosis.app.reproduce;

import java.nio.file.Path;
import java.util.List;
import org.symbiosis.UserError;
import org.symbiosis.app.Fingerprint;
import org.symbiosis.app.generation.PictureJudge;
import org.symbiosis.config.Configs;
import org.symbiosis.data.ImageSource;
import org.symbiosis.decay.MaeRecipe;

/**
 * In whose features the drawn pictures of a table are judged, the same for all rows and seeds: the
 * model that was named, or else a small masked autoencoder that is trained on the table's own
 * images first.
 */
final class TableJudge {
    private static final long SEED = 1000; // none that the table's own networks begin from

    private TableJudge() {}

    /** Opens or trains the judge of an assignment whose models name nothing else. */
    static PictureJudge open(Assignment a, ImageSource train) {
        List<String> named = a.materials().models();
        if (named.size() > 1) {
            throw UserError.usage(
                    "one model judges the pictures, not " + named.size(), "give --model once");
        }
        return named.isEmpty() ? trained(a, train) : PictureJudge.named(named.get(0), a.progress());
    }

    /** Trains a judge, unless it is there, in the same way whatever the table's own recipe. */
    static PictureJudge trained(Assignment a, ImageSource train) {
        MaeRecipe recipe = MaeRecipe.tiny().withSeed(SEED);
        String settings =
                Fingerprint.of(Configs.json(recipe) + train.size() + " of " + train.name());
        Path run = a.folder().resolve("judge-" + settings.substring(0, 8));
        a.progress().message("the judge of pictures, a masked autoencoder:");
        MaeRun.train(recipe, train, run, a.progress());
        return PictureJudge.encoder("masked autoencoder " + run.getFileName(), run, a.progress());
    }
}
