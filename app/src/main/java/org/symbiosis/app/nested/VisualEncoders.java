package org.symbiosis.app.nested;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.UserError;
import org.symbiosis.adversarial.Discriminator;
import org.symbiosis.adversarial.GanFile;
import org.symbiosis.adversarial.GanTraining;
import org.symbiosis.contrastive.SimClrFile;
import org.symbiosis.contrastive.SimClrTraining;
import org.symbiosis.data.Preparation;
import org.symbiosis.decay.MaeFile;
import org.symbiosis.decay.MaeTraining;
import org.symbiosis.nested.latents.ClipEncoder;
import org.symbiosis.nested.latents.NoEncoder;
import org.symbiosis.nested.latents.TransformerEncoder;
import org.symbiosis.nested.latents.TransformerEncoder.Readout;
import org.symbiosis.nested.latents.VisualEncoder;
import org.symbiosis.nn.Initialisation;
import org.symbiosis.pretrained.AttentionModels;
import org.symbiosis.pretrained.Clip;
import org.symbiosis.pretrained.ClipConfig;
import org.symbiosis.pretrained.ClipNames;
import org.symbiosis.pretrained.ModelStore;
import org.symbiosis.pretrained.VitModel;
import org.symbiosis.pretrained.VitOptions;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.WeightFile;
import org.symbiosis.train.SavedModel;

/** Encoders of hierarchical latents by where they lie: our own runs, and public weights. */
public final class VisualEncoders {
    private static final String NONE = "none";

    private VisualEncoders() {}

    /**
     * Opens a run's folder or model of ours, a public vision transformer or CLIP by its file or its
     * name, or {@code none}.
     *
     * @param readout which vector of a transformer stands for an image; CLIP's is its projection,
     *     and a discriminator's the mean of its map
     * @throws UserError when it is none of these, or damaged
     */
    public static VisualEncoder open(String name, Readout readout) {
        if (name.equals(NONE)) {
            return new NoEncoder();
        }
        Path path = ModelStore.ofUser().resolve(name);
        if (Files.isDirectory(path)) {
            return own(path, readout);
        }
        try (WeightFile file = WeightFile.open(path)) {
            if (file.metadata().getOrDefault("format", "").startsWith("symbiosis-")) {
                return own(path, readout);
            }
            if (isClip(file)) {
                return clip(path, file);
            }
        }
        return new TransformerEncoder(
                AttentionModels.openVit(path, VitOptions.OF_THE_FILE), readout);
    }

    private static VisualEncoder own(Path path, Readout readout) {
        String name = path.getFileName().toString();
        String kind = SavedModel.kind(path);
        return switch (kind) {
            case MaeTraining.KIND -> mae(path, name, readout);
            case GanTraining.KIND -> gan(path, name);
            case SimClrTraining.KIND -> simClr(path, name);
            default ->
                    throw UserError.usage(
                            path + " holds a model of kind '" + kind + "', which encodes no images",
                            "give a run of 'train mae', 'train gan' or 'train simclr', or a public"
                                    + " model");
        };
    }

    /** The running mean of a structural GAN's discriminator: what its tables judge. */
    private static VisualEncoder gan(Path path, String name) {
        GanFile file = GanFile.open(path);
        return discriminator(
                name, file.model().momentDiscriminator(), file.recipe().evaluation(), file::close);
    }

    private static VisualEncoder simClr(Path path, String name) {
        SimClrFile file = SimClrFile.open(path);
        return discriminator(name, file.model(), file.recipe().evaluation(), file::close);
    }

    private static VisualEncoder discriminator(
            String name, Discriminator network, Preparation preparation, Runnable closing) {
        try {
            return new DiscriminatorEncoder(name, network, preparation, closing);
        } catch (UserError e) {
            closing.run();
            throw e;
        }
    }

    private static VisualEncoder mae(Path path, String name, Readout readout) {
        MaeFile mae = MaeFile.open(path);
        VitModel model =
                new VitModel(
                        name,
                        mae.model().encoder(),
                        mae.recipe().evaluation().normalisation(),
                        mae::close);
        return new TransformerEncoder(model, readout);
    }

    private static boolean isClip(WeightFile file) {
        return file.names().stream()
                .anyMatch(n -> n.equals("visual_projection.weight") || n.equals("visual.proj"));
    }

    /** CLIP ViT-B/16, the chapter's. */
    private static VisualEncoder clip(Path path, WeightFile file) {
        Clip clip = Initialisation.blank(() -> new Clip(ClipConfig.b16()));
        try (Scope s = Scope.open()) {
            Map<String, Tensor> weights = ClipNames.hub(file.tensors());
            clip.load(weights);
        } catch (UserError e) {
            clip.close();
            throw e;
        }
        return new ClipEncoder(path.getFileName().toString(), clip.image(), clip::close);
    }
}
