package org.symbiosis.app.encoders;

import java.nio.file.Path;
import java.util.List;
import org.symbiosis.UserError;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.Preparation;
import org.symbiosis.diffusion.DiffusionFeatures;
import org.symbiosis.diffusion.DiffusionFile;
import org.symbiosis.diffusion.LatentSpace;
import org.symbiosis.diffusion.Space;
import org.symbiosis.eval.FeatureExtractor;
import org.symbiosis.eval.Features;

/**
 * A diffusion model of pixels that sees an image under some noise: the mean over the patches of
 * what a block gives, the middle one unless another is named (section 4.6).
 */
record DiffusionEncoder(DiffusionFile file, String layer, double time) implements Encoder {
    static DiffusionEncoder open(Path path, Reading reading) {
        DiffusionFile file = DiffusionFile.open(path);
        try {
            return new DiffusionEncoder(file, layer(file, reading.layer()), reading.time());
        } catch (UserError e) {
            file.close();
            throw e;
        }
    }

    private static String layer(DiffusionFile file, int wanted) {
        if (!(file.recipe().space() instanceof Space.Pixels)) {
            throw UserError.usage(
                    "the model works on latents", "use evaluate diffusion with --autoencoder");
        }
        List<String> all = file.model().blockNames();
        if (wanted < -1 || wanted >= all.size()) {
            throw UserError.usage(
                    "there is no layer " + wanted,
                    "the model has layers 0 to %d, and -1 for the middle one"
                            .formatted(all.size() - 1));
        }
        return all.get(wanted < 0 ? all.size() / 2 : wanted);
    }

    @Override
    public Preparation evaluation() {
        return file.recipe().evaluation();
    }

    @Override
    public Features of(FeatureExtractor extractor, ImageSource source) {
        DiffusionFeatures features = new DiffusionFeatures(file, LatentSpace.pixels(), 0);
        return extractor.of(
                (FeatureExtractor.Encoder)
                        images -> features.of(images, time, List.of(layer)).get(0),
                "%s, mean of patch tokens, time %s".formatted(layer, time),
                source);
    }

    @Override
    public void close() {
        file.close();
    }
}
