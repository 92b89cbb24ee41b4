package org.symbiosis.pretrained;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.symbiosis.UserError;
import org.symbiosis.tensor.WeightFile;

/**
 * Where the three networks of Stable Diffusion 1 lie.
 *
 * @param denoiser of diffusers ({@code unet/}), or a whole checkpoint
 * @param autoencoder of diffusers ({@code vae/}) or of latent diffusion, or a whole checkpoint
 * @param text CLIP's text tower ({@code text_encoder/}), or a whole checkpoint
 */
public record DiffusionFiles(Path denoiser, Path autoencoder, Path text) {
    private static final List<String> DIFFUSERS =
            List.of(
                    "diffusion_pytorch_model.safetensors",
                    "diffusion_pytorch_model.fp16.safetensors",
                    "diffusion_pytorch_model.bin",
                    "diffusion_pytorch_model.fp16.bin");
    private static final List<String> TRANSFORMERS =
            List.of(
                    "model.safetensors",
                    "model.fp16.safetensors",
                    "pytorch_model.bin",
                    "pytorch_model.fp16.bin");

    /** A network of its own beside the denoiser. */
    private enum Part {
        AUTOENCODER("vae", "sd-vae", DIFFUSERS),
        TEXT("text_encoder", "clip-l14-text", TRANSFORMERS);

        private final String folder;
        private final String key;
        private final List<String> files;

        Part(String folder, String key, List<String> files) {
            this.folder = folder;
            this.key = key;
            this.files = files;
        }
    }

    /** Whether a path holds Stable Diffusion 1's denoiser: a folder of diffusers, or a file. */
    public static boolean recognises(Path path) {
        if (Files.isDirectory(path)) {
            return Files.isDirectory(path.resolve("unet"));
        }
        try (WeightFile file = WeightFile.open(path)) {
            return UNet2dConditionNames.recognises(file.names());
        }
    }

    /**
     * Finds the networks in a folder of diffusers or in a whole checkpoint; those that are missing
     * are taken from the store, if they were pulled.
     *
     * @param path that {@link #recognises} knows
     * @throws UserError naming the network that is nowhere
     */
    public static DiffusionFiles of(Path path, ModelStore store) {
        if (Files.isDirectory(path)) {
            return new DiffusionFiles(
                    in(path.resolve("unet"), DIFFUSERS)
                            .orElseThrow(() -> empty(path.resolve("unet"))),
                    in(path.resolve(Part.AUTOENCODER.folder), DIFFUSERS)
                            .orElseGet(() -> stored(path, Part.AUTOENCODER, store)),
                    in(path.resolve(Part.TEXT.folder), TRANSFORMERS)
                            .orElseGet(() -> stored(path, Part.TEXT, store)));
        }
        try (WeightFile file = WeightFile.open(path)) {
            Set<String> names = file.names();
            return new DiffusionFiles(
                    path,
                    holds(names, "first_stage_model.")
                            ? path
                            : stored(path, Part.AUTOENCODER, store),
                    holds(names, "cond_stage_model.transformer.")
                            ? path
                            : stored(path, Part.TEXT, store));
        }
    }

    private static boolean holds(Set<String> names, String part) {
        return names.stream().anyMatch(name -> name.contains(part));
    }

    private static Optional<Path> in(Path folder, List<String> files) {
        return files.stream().map(folder::resolve).filter(Files::isRegularFile).findFirst();
    }

    private static UserError empty(Path folder) {
        return UserError.failed(
                folder + " holds no weights", "put " + DIFFUSERS.get(0) + " into it");
    }

    private static Path stored(Path path, Part part, ModelStore store) {
        return store.have(Catalogue.find(part.key))
                .orElseThrow(
                        () ->
                                UserError.failed(
                                        "%s has no %s, which Stable Diffusion needs"
                                                .formatted(path, part.folder),
                                        ("get it with 'symbiosis models pull %s', or give a folder"
                                                        + " with %s/%s in it")
                                                .formatted(
                                                        part.key, part.folder, part.files.get(0))));
    }
}
