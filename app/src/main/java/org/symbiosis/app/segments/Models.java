package org.symbiosis.app.segments;

import java.nio.file.Files;
import java.nio.file.Path;
import org.symbiosis.decay.MaeFile;
import org.symbiosis.pretrained.AttentionModel;
import org.symbiosis.pretrained.AttentionModels;
import org.symbiosis.pretrained.ModelStore;
import org.symbiosis.pretrained.VitModel;
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
        return Files.isDirectory(path) || isOurs(path) ? own(path) : AttentionModels.open(path);
    }

    private static boolean isOurs(Path path) {
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
