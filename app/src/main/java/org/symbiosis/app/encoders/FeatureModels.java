package org.symbiosis.app.encoders;

import java.nio.file.Files;
import java.nio.file.Path;
import org.symbiosis.UserError;
import org.symbiosis.adversarial.Discriminator;
import org.symbiosis.adversarial.GanFile;
import org.symbiosis.adversarial.GanTraining;
import org.symbiosis.contrastive.SimClrFile;
import org.symbiosis.contrastive.SimClrTraining;
import org.symbiosis.data.Preparation;
import org.symbiosis.decay.MaeFile;
import org.symbiosis.nn.VisionTransformer;
import org.symbiosis.nn.VisionTransformerConfig;
import org.symbiosis.pretrained.AttentionModels;
import org.symbiosis.pretrained.ModelStore;
import org.symbiosis.pretrained.VitModel;
import org.symbiosis.pretrained.VitOptions;
import org.symbiosis.tensor.Safetensors;
import org.symbiosis.tensor.WeightFile;
import org.symbiosis.train.Progress;

/** Opens models as encoders by where they lie. */
public final class FeatureModels {
    /** What {@link #open} takes, for help texts. */
    public static final String HELP =
            "A run's folder or its model.safetensors (mae, gan or simclr), or a public vision"
                    + " transformer by its file or name, such as dino-s16";

    private FeatureModels() {}

    /**
     * Opens a run's folder, a model or checkpoint of ours, or a public vision transformer.
     *
     * @throws UserError when it is none of these, or damaged, or the choice does not suit it
     */
    public static FeatureModel open(String name, FeatureChoice choice, Progress progress) {
        Path path = place(name);
        return switch (kind(path)) {
            case GanTraining.KIND -> gan(path, choice, progress);
            case SimClrTraining.KIND -> simClr(path, choice, progress);
            case "" -> transformer(path, choice, progress);
            default -> mae(path, choice, progress);
        };
    }

    /** A path as it is, so that its own errors are heard; else a name of a public network. */
    private static Path place(String name) {
        boolean isPublic =
                !Files.exists(Path.of(name))
                        && org.symbiosis.pretrained.Catalogue.lookUp(name).isPresent();
        return isPublic ? ModelStore.ofUser().resolve(name) : Path.of(name);
    }

    /** The kind that a model of ours is noted as; empty for public weights. */
    static String kind(Path path) {
        Path file = Files.isDirectory(path) ? path.resolve("model.safetensors") : path;
        if (Files.isDirectory(path) || !Files.exists(file)) {
            return Files.exists(file) ? noted(file) : "missing";
        }
        return noted(file);
    }

    private static String noted(Path file) {
        if (!Safetensors.looksLikeOne(file)) {
            return "";
        }
        try (WeightFile weights = WeightFile.open(file)) {
            return weights.metadata().getOrDefault("format", "").startsWith("symbiosis-")
                    ? weights.metadata().getOrDefault("kind", "unknown")
                    : "";
        }
    }

    private static FeatureModel mae(Path path, FeatureChoice choice, Progress progress) {
        MaeFile file = MaeFile.open(path);
        return new TransformerFeatures(
                file.model().encoder(), file.recipe().evaluation(), choice, progress, file::close);
    }

    private static FeatureModel transformer(Path path, FeatureChoice choice, Progress progress) {
        VitModel model = AttentionModels.openVit(path, VitOptions.OF_THE_FILE);
        VisionTransformer encoder = model.transformer();
        VisionTransformerConfig config = encoder.config();
        int side = Math.min(config.height(), 224 / config.patch() * config.patch());
        return new TransformerFeatures(
                encoder,
                Preparation.evaluation(side, model.normalisation()),
                choice,
                progress,
                model::close);
    }

    private static FeatureModel gan(Path path, FeatureChoice choice, Progress progress) {
        refuseLayer(path, choice);
        GanFile file = GanFile.open(path);
        Discriminator network =
                choice.vector().isOnline()
                        ? file.model().discriminator()
                        : file.model().momentDiscriminator();
        return new DiscriminatorFeatures(
                network,
                file.recipe().evaluation(),
                file.recipe().model().side(),
                choice.vector(),
                progress,
                file::close);
    }

    private static FeatureModel simClr(Path path, FeatureChoice choice, Progress progress) {
        refuseLayer(path, choice);
        SimClrFile file = SimClrFile.open(path);
        Preparation evaluation = file.recipe().evaluation();
        return new DiscriminatorFeatures(
                file.model(),
                evaluation,
                evaluation.side().orElseThrow(),
                choice.vector(),
                progress,
                file::close);
    }

    private static void refuseLayer(Path path, FeatureChoice choice) {
        if (choice.layer() >= 0) {
            throw UserError.usage(
                    path + " is no transformer and has no layer " + choice.layer(),
                    "leave out --layer; --vector chooses backbone or embedding");
        }
    }
}
