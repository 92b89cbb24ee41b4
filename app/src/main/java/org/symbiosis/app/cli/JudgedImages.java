package org.symbiosis.app.cli;

import java.nio.file.Path;
import org.symbiosis.UserError;
import org.symbiosis.app.Locations;
import org.symbiosis.app.generate.Generators;
import org.symbiosis.app.generate.Wishes;
import org.symbiosis.app.generation.GeneratedImages;
import org.symbiosis.app.nested.HierarchyWishes;
import org.symbiosis.data.ImageSource;
import org.symbiosis.train.Progress;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which generated images are judged: those of a folder, or those that a model draws now. */
final class JudgedImages {
    @Option(
            names = "--data",
            paramLabel = "IMAGES",
            required = true,
            description = "Generated images: " + Locations.HELP + ".")
    private String data;

    @ArgGroup(exclusive = false)
    private Drawn drawn;

    /** Pictures of a model, drawn on the way. */
    static final class Drawn {
        @Option(
                names = "--generator",
                paramLabel = "MODEL",
                required = true,
                description =
                        "Draw the images from this model instead: a run of 'train gan', 'train"
                                + " diffusion' or 'train nested'.")
        private Path model;

        @Option(
                names = "--samples",
                paramLabel = "N",
                defaultValue = "10000",
                description = "How many to draw (default: ${DEFAULT-VALUE}; the tables: 50000).")
        private int samples;

        @ArgGroup(exclusive = false)
        private WishOptions how;

        @ArgGroup(exclusive = false)
        private HierarchyWishOptions hierarchy;

        private GeneratedImages open(Progress progress) {
            if (samples < 1) {
                throw UserError.usage("--samples " + samples, "choose 1 or more");
            }
            Wishes wishes = how == null ? Wishes.usual(0) : how.wishes();
            HierarchyWishes levels =
                    hierarchy == null ? HierarchyWishes.none() : hierarchy.wishes();
            return new GeneratedImages(
                    Generators.open(model, wishes, levels, progress), model.toString(), samples);
        }
    }

    ImageSource open(ImageOptions images, Progress progress) {
        return drawn == null ? images.open(data) : drawn.open(progress);
    }
}
