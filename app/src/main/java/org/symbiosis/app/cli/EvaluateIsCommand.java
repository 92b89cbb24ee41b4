package org.symbiosis.app.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.symbiosis.UserError;
import org.symbiosis.app.generation.FrechetReport;
import org.symbiosis.app.generation.InceptionJudge;
import org.symbiosis.app.generation.Judge;
import org.symbiosis.data.ImageSource;
import org.symbiosis.pretrained.ModelStore;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code symbiosis evaluate is}. */
@Command(
        name = "is",
        description =
                "Inception score of generated images: mean and population deviation over"
                        + " consecutive splits.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: symbiosis evaluate is --data samples/ --inception inception-fid --splits 10",
            "         symbiosis evaluate is --generator runs/gan --inception inception-fid"
        })
final class EvaluateIsCommand implements Callable<Integer> {
    @ArgGroup(multiplicity = "1")
    private JudgedImages judged;

    @Option(
            names = "--inception",
            paramLabel = "FILE",
            required = true,
            description =
                    "Weights of Inception v3 with its classifier, or 'inception-fid' once it was"
                            + " pulled. Scores of pytorch-fid's and torchvision's weights cannot be"
                            + " compared.")
    private String inception;

    @Option(
            names = "--splits",
            paramLabel = "N",
            defaultValue = "10",
            description = "Parts of equal size (default: ${DEFAULT-VALUE}).")
    private int splits;

    @Mixin private ImageOptions images;
    @Mixin private Output output;

    @Override
    public Integer call() {
        TerminalProgress progress = new TerminalProgress();
        try (ImageSource generated = judged.open(images, progress)) {
            if (splits < 1 || splits > generated.size()) {
                throw UserError.usage(
                        generated.size() + " images in " + splits + " splits",
                        "give more images, or fewer --splits, at least one");
            }
            try (Judge judge =
                    new InceptionJudge(
                            ModelStore.ofUser().resolve(inception), images.onCorrupt(), progress)) {
                Map<String, Object> result =
                        new FrechetReport(judge, splits, progress).score(generated);
                if (result.isEmpty()) {
                    throw UserError.failed(
                            "there is no Inception score, as said above",
                            "take whole weights, and images that can all be read");
                }
                output.print(result);
                return 0;
            }
        }
    }
}
