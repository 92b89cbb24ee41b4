package org.symbiosis.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import org.symbiosis.spectral.DatasetSolver;
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
                            + " it; --method does not.")
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
        try (AttentionModel model = Models.open(options.model())) {
            locations.forEach(location -> sources.add(Locations.open(location)));
            ReadableImages images = new ReadableImages(sources, progress);
            int side = options.side(model.patch(), USUAL_SIDE);
            try (SetTap tap = new SetTap(model, images.size(), images::picture, side)) {
                SetFeatures found = features(tap, images, locations, options, out, progress);
                SetRegions regions = SetRegions.of(found, options.count(), options.seed());
                return folder.fill(images, found, regions);
            }
        } finally {
            sources.forEach(ImageSource::close);
        }
    }

    private SetFeatures features(
            SetTap tap,
            ReadableImages images,
            List<String> locations,
            SegmentOptions options,
            Path out,
            Progress progress) {
        SetConfig config =
                objective
                        .config(tap, CHANNELS)
                        .withAffinity(options.affinity())
                        .withSeed(options.seed());
        String identity =
                "%s of %s %s by %s, %s"
                        .formatted(config, locations, images.paths(), options.model(), tap.side());
        Path states = out.resolve("states-" + Fingerprint.of(identity));
        return new KeptFeatures(out, identity)
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
