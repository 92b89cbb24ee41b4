package org.symbiosis.app.cli;

import java.nio.file.Path;
import org.symbiosis.UserError;
import org.symbiosis.app.relight.RelightModels;
import org.symbiosis.intrinsics.Framing;
import org.symbiosis.intrinsics.LatentIntrinsics;
import org.symbiosis.intrinsics.RelightFile;
import org.symbiosis.intrinsics.RelightFile.Weights;
import org.symbiosis.intrinsics.Relighter;
import picocli.CommandLine.Option;

/** Which model relights, and how it sees photographs. */
final class RelightOptions {
    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "A run of 'train relight' or its model (default: the small one within).")
    private Path model;

    @Option(
            names = "--weights",
            paramLabel = "WHICH",
            description = "Of a run: ${COMPLETION-CANDIDATES} (default: mean).")
    private Weights weights = Weights.MEAN;

    @Option(
            names = "--tiles",
            paramLabel = "OVERLAP",
            arity = "0..1",
            fallbackValue = "8",
            description =
                    "See the photograph also in patches of the model's own size, each shifted by"
                            + " 1/OVERLAP of it (8 as the authors, 2 for previews): slow, for"
                            + " models that were trained on close views.")
    private Integer tiles;

    @Option(
            names = "--detail",
            paramLabel = "SHARE",
            description =
                    "How much of the photograph's own fine detail is put back, 0 to 1 (default: 1;"
                            + " 0 with --tiles and in evaluations).")
    private Double detail;

    RelightFile open() {
        return RelightModels.open(model, weights);
    }

    Relighter relighter(LatentIntrinsics network) {
        Framing framing = tiles == null ? Framing.Whole.USUAL : new Framing.Tiled(checked());
        double share = detail == null ? (tiles == null ? 1 : 0) : detail;
        if (!(share >= 0 && share <= 1)) {
            throw UserError.usage("--detail " + share, "give a number from 0 to 1");
        }
        return new Relighter(network, framing, share);
    }

    /** For measuring: no detail of the photograph is put back unless asked for. */
    Relighter plain(LatentIntrinsics network) {
        detail = detail == null ? 0.0 : detail;
        return relighter(network);
    }

    private int checked() {
        if (tiles < 1) {
            throw UserError.usage("--tiles " + tiles, "give 1 or more");
        }
        return tiles;
    }
}
