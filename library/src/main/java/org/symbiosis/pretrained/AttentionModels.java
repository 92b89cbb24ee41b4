package org.symbiosis.pretrained;

import java.nio.file.Path;
import org.symbiosis.UserError;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.WeightFile;

/** Attention models out of files of weights, recognised by the names and shapes in them. */
public final class AttentionModels {
    private AttentionModels() {}

    /**
     * Opens a public vision transformer of any width, depth and patch: timm's, DINO's, MAE's, MoCo
     * v3's and DINOv2's own names, and Hugging Face's; or CLIP under OpenAI's or Hugging Face's.
     *
     * @throws UserError when there is no such file, it is malformed, or it holds something else
     */
    public static AttentionModel open(Path path) {
        try (WeightFile file = WeightFile.open(path)) {
            refuseOurOwn(path, file);
            if (ClipReader.recognises(file.names())) {
                return clip(path, file);
            }
            return new VitReader(path.toString(), file, VitOptions.OF_THE_FILE).model(name(path));
        }
    }

    /**
     * Opens a CLIP model under OpenAI's or Hugging Face's names.
     *
     * @throws UserError when there is no such file, it is malformed, or it holds something else
     */
    public static ClipModel openClip(Path path) {
        try (WeightFile file = WeightFile.open(path)) {
            refuseOurOwn(path, file);
            return clip(path, file);
        }
    }

    private static ClipModel clip(Path path, WeightFile file) {
        try (Scope s = Scope.open()) {
            return ClipReader.of(path.toString(), file.tensors()).model(name(path));
        }
    }

    private static String name(Path path) {
        return path.getFileName().toString().replaceFirst("\\.[a-z]+(\\.tar)?$", "");
    }

    /**
     * As {@link #open}, with what the file does not say.
     *
     * @throws UserError when there is no such file, it is malformed, or it holds something else
     */
    public static VitModel openVit(Path path, VitOptions options) {
        try (WeightFile file = WeightFile.open(path)) {
            refuseOurOwn(path, file);
            return new VitReader(path.toString(), file, options).model(name(path));
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
