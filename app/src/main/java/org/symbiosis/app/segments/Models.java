package org.symbiosis.app.segments;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.symbiosis.UserError;
import org.symbiosis.decay.MaeFile;
import org.symbiosis.pretrained.AttentionModel;
import org.symbiosis.pretrained.AttentionModels;
import org.symbiosis.pretrained.DiffusionFiles;
import org.symbiosis.pretrained.ModelStore;
import org.symbiosis.pretrained.StableDiffusion;
import org.symbiosis.pretrained.StableDiffusionTap;
import org.symbiosis.pretrained.VitModel;
import org.symbiosis.spectral.segment.DiffusionReader;
import org.symbiosis.spectral.segment.InputSize;
import org.symbiosis.spectral.segment.PatchReader;
import org.symbiosis.spectral.segment.PhotoReader;
import org.symbiosis.tensor.WeightFile;

/** Attention models by where they lie: our own runs, and files of public weights. */
public final class Models {
    private Models() {}

    /**
     * Opens a run's folder, a model or checkpoint of ours, or a public vision transformer, CLIP's
     * included, by its file or its name.
     *
     * @throws org.symbiosis.UserError when it is none of these, or damaged
     */
    public static AttentionModel open(String name) {
        Path path = ModelStore.ofUser().resolve(name);
        if (isDiffusion(path)) {
            throw UserError.usage(
                    path + " is Stable Diffusion, and this needs a transformer over patches",
                    "use it with 'segment' or 'evaluate segments'");
        }
        return open(path);
    }

    private static AttentionModel open(Path path) {
        return Files.isDirectory(path) || isOurs(path) ? own(path) : AttentionModels.open(path);
    }

    private static boolean isDiffusion(Path path) {
        return (Files.isDirectory(path) || !isOurs(path)) && DiffusionFiles.recognises(path);
    }

    /**
     * Opens Stable Diffusion 1 where it is what the name says.
     *
     * @param prompt that it looks with, usually empty
     * @throws org.symbiosis.UserError when it is damaged or lacks a part
     */
    public static Optional<StableDiffusion> diffusion(String name, String prompt) {
        ModelStore store = ModelStore.ofUser();
        Path path = store.resolve(name);
        return isDiffusion(path) ? Optional.of(diffusion(path, prompt, store)) : Optional.empty();
    }

    private static StableDiffusion diffusion(Path path, String prompt, ModelStore store) {
        return StableDiffusion.open(
                path.getFileName().toString(), DiffusionFiles.of(path, store), prompt);
    }

    /** As the other one, on the model's own grid. */
    public static PhotoReader reader(String name, int size, DiffusionSettings diffusion) {
        return reader(name, size, 1, diffusion);
    }

    /**
     * Opens whatever can be shown photographs: all that {@link #open} knows, and Stable Diffusion 1
     * as a folder of diffusers or a whole checkpoint.
     *
     * @param size shorter side, or side of the square for Stable Diffusion, in pixels; 0 for the
     *     model's own
     * @param enlarged times that a transformer's queries, keys and values are enlarged
     * @param diffusion what matters to Stable Diffusion only
     * @throws org.symbiosis.UserError when it is none of these, or damaged, or the size does not
     *     suit
     */
    public static PhotoReader reader(
            String name, int size, int enlarged, DiffusionSettings diffusion) {
        ModelStore store = ModelStore.ofUser();
        Path path = store.resolve(name);
        if (isDiffusion(path)) {
            return diffusion(path, size, diffusion, store);
        }
        AttentionModel model = open(path);
        try {
            int patch = model.patch();
            return new PatchReader(
                    model,
                    size == 0 ? InputSize.usual(patch) : new InputSize(size, patch),
                    enlarged);
        } catch (UserError e) {
            model.close();
            throw e;
        }
    }

    private static PhotoReader diffusion(
            Path path, int size, DiffusionSettings settings, ModelStore store) {
        StableDiffusion model = diffusion(path, settings.prompt(), store);
        try {
            int side = size == 0 ? StableDiffusionTap.SIDE : size;
            return new DiffusionReader(model, side, settings.look(), settings.seed());
        } catch (UserError e) {
            model.close();
            throw e;
        }
    }

    /**
     * What matters to Stable Diffusion only.
     *
     * @param prompt that it looks with, usually empty
     * @param look noise levels and draws
     * @param seed of the latents and the noise
     */
    public record DiffusionSettings(String prompt, DiffusionReader.Look look, long seed) {
        /** The usual look, without a prompt. */
        public static DiffusionSettings usual(long seed) {
            return new DiffusionSettings("", DiffusionReader.Look.USUAL, seed);
        }
    }

    /** Whether a file of weights was written here. */
    public static boolean isOurs(Path path) {
        try (WeightFile file = WeightFile.open(path)) {
            return file.metadata().getOrDefault("format", "").startsWith("symbiosis-");
        }
    }

    private static AttentionModel own(Path path) {
        MaeFile mae = MaeFile.open(path);
        return new VitModel(
                path.getFileName().toString(),
                mae.model().encoder(),
                mae.recipe().evaluation().normalisation(),
                mae::close);
    }
}
