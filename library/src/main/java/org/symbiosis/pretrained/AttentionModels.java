package org.symbiosis.pretrained;

import java.nio.file.Path;
import org.symbiosis.UserError;
import org.symbiosis.tensor.WeightFile;

/** Attention models out of files of weights, recognised by the names and shapes in them. */
public final class AttentionModels {
    private AttentionModels() {}

    /**
     * Opens a public vision transformer of any width, depth and patch: timm's, DINO's, MAE's, MoCo
     * v3's and DINOv2's own names, and Hugging Face's.
     *
     * @throws UserError when there is no such file, it is malformed, or it holds something else
     */
    public static AttentionModel open(Path path) {
        return openVit(path, VitOptions.OF_THE_FILE);
    }

    /**
     * As {@link #open}, with what the file does not say.
     *
     * @throws UserError when there is no such file, it is malformed, or it holds something else
     */
    public static VitModel openVit(Path path, VitOptions options) {
        try (WeightFile file = WeightFile.open(path)) {
            refuseOurOwn(path, file);
            String name = path.getFileName().toString().replaceFirst("\\.[a-z]+(\\.tar)?$", "");
            return new VitReader(path.toString(), file, options).model(name);
        }
    }

    /** Decayed shortcuts are in the configuration of our models, not in their tensors. */
    private static void refuseOurOwn(Path path, WeightFile file) {
        if (file.metadata().getOrDefault("format", "").startsWith("symbiosis-")) {
            throw UserError.usage(
                    path + " is a model that was trained here, not a public one",
                    "give it to a command that takes our models, or open it as its kind");
        }
    }
}
