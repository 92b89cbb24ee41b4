package org.symbiosis.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.symbiosis.app.generation.FrechetReport;
import org.symbiosis.app.generation.Judge;
import org.symbiosis.data.ImageSource;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code symbiosis evaluate fid}. */
@Command(
        name = "fid",
        description = {
            "Frechet distance of generated images from a reference set.",
            "With Inception's weights it is the FID, and the Inception score stands beside it. With"
                    + " an encoder of your own it is a Frechet distance over that encoder's"
                    + " features, and is called so."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: symbiosis evaluate fid --data samples/ --reference cifar10-train.tar.gz"
                    + " --inception inception-fid",
            "         symbiosis evaluate fid --data samples/ --reference real/ --model runs/c10",
            "         symbiosis evaluate fid --generator runs/gan --samples 10000 --reference real/"
                    + " --inception inception-fid"
        })
final class EvaluateFidCommand implements Callable<Integer> {
    @ArgGroup(multiplicity = "1")
    private JudgedImages judged;

    @Option(
            names = "--reference",
            paramLabel = "IMAGES",
            required = true,
            description =
                    "Real images, or an .npz of their statistics (mu and sigma; also those of"
                            + " guided-diffusion).")
    private String reference;

    @Option(
            names = "--reference-limit",
            paramLabel = "N",
            description = "Use N of the real images, balanced over classes.")
    private int referenceLimit = Integer.MAX_VALUE;

    @Option(
            names = "--save-reference",
            paramLabel = "FILE.npz",
            description = "Keep the statistics of the real images, for the next time.")
    private Path save;

    @Option(
            names = "--splits",
            paramLabel = "N",
            defaultValue = "10",
            description = "Parts of the Inception score (default: ${DEFAULT-VALUE}).")
    private int splits;

    @ArgGroup(multiplicity = "1")
    private JudgeOptions network;

    @Mixin private ImageOptions images;
    @Mixin private Output output;

    @Override
    public Integer call() {
        TerminalProgress progress = new TerminalProgress();
        try (ImageSource generated = judged.open(images, progress);
                Judge judge = network.open(images.onCorrupt(), progress)) {
            output.print(
                    new FrechetReport(judge, splits, progress)
                            .compare(
                                    generated,
                                    new FrechetReport.Reference(
                                            reference, referenceLimit, images.seed(), save)));
            return 0;
        }
    }
}
