package org.symbiosis.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.symbiosis.UserError;
import org.symbiosis.app.generate.OpenedSpace;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.LoaderConfig.OnCorrupt;
import org.symbiosis.diffusion.DiffusionRecipe;
import org.symbiosis.diffusion.DiffusionTraining;
import org.symbiosis.diffusion.Examples;
import org.symbiosis.diffusion.ImageExamples;
import org.symbiosis.nested.StoredExamples;
import org.symbiosis.nested.latents.LatentStore;
import org.symbiosis.train.Progress;
import org.symbiosis.train.RunDirectory;
import org.symbiosis.train.Trainer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code symbiosis train diffusion}. */
@Command(
        name = "diffusion",
        description = "Diffusion model: a U-ViT with decayed identity shortcuts.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: symbiosis train diffusion --data cifar10-train.tar.gz --out runs/c10",
            "         symbiosis train diffusion --data cifar10-train.tar.gz --classes 10",
            "         symbiosis train diffusion --preset latents --autoencoder sd-vae.safetensors",
            "         symbiosis latents photos/ --preset imagenet256 --levels 1 --encoder none"
                    + " --autoencoder sd-vae --out latents/photos",
            "         symbiosis train diffusion --preset latents --latents latents/photos",
            "         symbiosis train diffusion --resume runs/c10"
        })
final class TrainDiffusionCommand implements Callable<Integer> {
    private static final String USUAL = "tiny";

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            description =
                    "tiny, cifar or latents; original-tiny, original-cifar, original-latents"
                            + " without decay (default: "
                            + USUAL
                            + ").")
    private String preset;

    @Option(
            names = "--classes",
            paramLabel = "K",
            description = "Tell the model which of the K classes an image has (default: none).")
    private Integer classes;

    @Option(
            names = "--autoencoder",
            paramLabel = "FILE",
            description = "Stable Diffusion's autoencoder, for models of latents.")
    private Path autoencoder;

    @Option(
            names = "--latents",
            paramLabel = "FOLDER",
            description =
                    "Learn from a cache that 'symbiosis latents --levels 1' made, instead of"
                            + " encoding images at every step.")
    private Path latents;

    @Mixin private TrainingOptions training;

    @Override
    public Integer call() {
        training.requireNew("--preset", preset);
        training.requireNew("--classes", classes);
        if (classes != null && classes < 0) {
            throw UserError.usage("--classes must not be negative", "leave it out for none");
        }
        DiffusionRecipe recipe = DiffusionPreset.recipe(preset == null ? USUAL : preset);
        recipe = classes == null ? recipe : recipe.withClasses(classes);
        if (!training.learnsFromLatents(latents)) {
            return training.train("diffusion", recipe, this::run);
        }
        if (autoencoder != null) {
            throw UserError.usage(
                    "latents are encoded already", "leave out --autoencoder with --latents");
        }
        return training.train("diffusion", recipe, latents, TrainDiffusionCommand::runOnLatents);
    }

    private Trainer.Outcome run(
            DiffusionRecipe recipe,
            ImageSource images,
            OnCorrupt onCorrupt,
            RunDirectory run,
            Progress progress) {
        try (OpenedSpace space = OpenedSpace.of(recipe.space(), Optional.ofNullable(autoencoder))) {
            Examples examples = new ImageExamples(images, onCorrupt, space.space());
            return DiffusionTraining.run(recipe, examples, run, progress);
        }
    }

    private static Trainer.Outcome runOnLatents(
            DiffusionRecipe recipe, LatentStore store, RunDirectory run, Progress progress) {
        return DiffusionTraining.run(recipe, new StoredExamples(store), run, progress);
    }
}
