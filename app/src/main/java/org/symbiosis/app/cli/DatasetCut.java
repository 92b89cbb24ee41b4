package org.symbiosis.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.symbiosis.UserError;
import org.symbiosis.app.Fingerprint;
import org.symbiosis.app.Locations;
import org.symbiosis.app.segments.Export;
import org.symbiosis.app.segments.Models;
import org.symbiosis.app.segments.SetFolder;
import org.symbiosis.app.where.KeptFeatures;
import org.symbiosis.app.where.ReadableImages;
import org.symbiosis.data.ImageSource;
import org.symbiosis.pretrained.AttentionModel;
import org.symbiosis.pretrained.StableDiffusion;
import org.symbiosis.pretrained.StableDiffusionTap;
import org.symbiosis.spectral.DatasetSolver;
import org.symbiosis.spectral.DiffusionSetTap;
import org.symbiosis.spectral.SetAttention;
import org.symbiosis.spectral.SetConfig;
import org.symbiosis.spectral.SetFeatures;
import org.symbiosis.spectral.SetTap;
import org.symbiosis.spectral.segment.SetRegions;
import org.symbiosis.train.Progress;
import picocli.CommandLine.Option;

/** Images that are segmented together. */
final class DatasetCut {
    private static final int USUAL_SIDE = 16;
    private static final int CHANNELS = 50;

    @Option(
            names = "--dataset",
            description =
                    "Solve all images together: a number means the same region in all of them. The"
                            + " square in the middle of each counts, by default 16 x 16 patches of"
                            + " it (Stable Diffusion: 512 pixels, noise levels from 20 to 300);"
                            + " --method does not.")
    private boolean asked;

    @Option(
            names = "--objective",
            paramLabel = "NAME",
            defaultValue = "fast",
            description = "With --dataset, " + SetObjective.HELP + " (default: ${DEFAULT-VALUE}).")
    private SetObjective objective;

    boolean isAsked() {
        return asked;
    }

    /** Solves for all images, or takes what the folder holds, and writes their files. */
    Map<String, Object> run(
            List<String> locations,
            SegmentOptions options,
            Set<Export> exports,
            Path out,
            Progress progress) {
        SetFolder folder = new SetFolder(made(out), exports);
        List<ImageSource> sources = new ArrayList<>();
        try {
            locations.forEach(location -> sources.add(Locations.open(location)));
            ReadableImages images = new ReadableImages(sources, progress);
            Joint joint = new Joint(images, locations, options, out, progress);
            Optional<StableDiffusion> diffusion =
                    Models.diffusion(options.model(), options.diffusion().prompt());
            SetFeatures found =
                    diffusion.isPresent()
                            ? noisy(diffusion.get(), joint)
                            : still(Models.open(options.model()), joint);
            return folder.fill(
                    images, found, SetRegions.of(found, options.count(), options.seed()));
        } finally {
            sources.forEach(ImageSource::close);
        }
    }

    /** What a joint solution is made from, but for the model. */
    private record Joint(
            ReadableImages images,
            List<String> locations,
            SegmentOptions options,
            Path out,
            Progress progress) {}

    private SetFeatures still(AttentionModel opened, Joint joint) {
        try (AttentionModel model = opened) {
            int side = joint.options.side(model.patch(), USUAL_SIDE);
            ReadableImages images = joint.images;
            try (SetTap tap = new SetTap(model, images.size(), images::picture, side)) {
                return features(tap, tap.side(), objective.config(tap, CHANNELS), joint);
            }
        }
    }

    private SetFeatures noisy(StableDiffusion opened, Joint joint) {
        ReadableImages images = joint.images;
        int side = joint.options.size(StableDiffusionTap.SIDE);
        try (StableDiffusion model = opened;
                DiffusionSetTap tap =
                        new DiffusionSetTap(
                                model,
                                images.size(),
                                images::picture,
                                side,
                                joint.options.seed())) {
            SetConfig config = objective.config(tap.side(), images.size(), CHANNELS);
            return features(tap, side, config, joint);
        }
    }

    private SetFeatures features(SetAttention tap, int side, SetConfig preset, Joint joint) {
        SegmentOptions options = joint.options;
        SetConfig config = preset.withAffinity(options.affinity()).withSeed(options.seed());
        ReadableImages images = joint.images;
        String identity =
                "%s of %s %s by %s, %s%s"
                        .formatted(
                                config,
                                joint.locations,
                                images.paths(),
                                options.model(),
                                side,
                                options.diffusion().prompt());
        Path states = joint.out.resolve("states-" + Fingerprint.of(identity));
        Progress progress = joint.progress;
        return new KeptFeatures(joint.out, identity)
                .get(
                        () -> {
                            progress.begin("solving " + images.size() + " images", 0, 1);
                            SetFeatures found =
                                    new DatasetSolver(config)
                                            .solve(
                                                    tap,
                                                    images.size(),
                                                    objective == SetObjective.EXACT
                                                            ? made(states)
                                                            : states,
                                                    step -> progress.step(step, "", 0));
                            progress.end();
                            return found;
                        });
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw UserError.failed(
                    "cannot make the folder " + folder, "choose another one by --out", e);
        }
    }
}
