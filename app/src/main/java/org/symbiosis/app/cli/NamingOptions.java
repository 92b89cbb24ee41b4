package org.symbiosis.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.symbiosis.UserError;
import org.symbiosis.pretrained.AttentionModels;
import org.symbiosis.pretrained.ClipModel;
import org.symbiosis.pretrained.ModelStore;
import org.symbiosis.spectral.segment.InputSize;
import org.symbiosis.spectral.segment.NameScore;
import org.symbiosis.spectral.segment.PatchReader;
import org.symbiosis.spectral.segment.PhotoReader;
import org.symbiosis.spectral.segment.TextClasses;
import org.symbiosis.spectral.segment.ZeroShot;
import picocli.CommandLine.Option;

/** How regions get names, for commands that give some. */
final class NamingOptions {
    @Option(
            names = "--clip",
            paramLabel = "MODEL",
            description =
                    "The CLIP model that finds names (default: --model where that is one, else"
                            + " clip-b16).")
    private String clip;

    @Option(
            names = "--template",
            paramLabel = "TEXT",
            description =
                    "A prompt with {} for the name; several are averaged (default: 'a photo of a"
                            + " {}' and 'a picture of a {}').")
    private List<String> templates;

    @Option(
            names = "--score",
            paramLabel = "S",
            defaultValue = "softmax",
            description =
                    "What the threshold is compared with: softmax over the names, cosine, or"
                            + " min-max over the image (default: ${DEFAULT-VALUE}).")
    private String score = "softmax";

    @Option(
            names = "--threshold",
            paramLabel = "X",
            description =
                    "Score below which a region is background (default: 0.7; none where every"
                            + " pixel of a set has a class).")
    private Double threshold;

    /** A namer with the model that it uses, which may be somebody else's. */
    record Opened(ZeroShot namer, Runnable release) implements AutoCloseable {
        @Override
        public void close() {
            release.run();
        }
    }

    /**
     * Opens the model and reads the names.
     *
     * @param reader whose model is used where it is CLIP and no other one was named
     * @param usual threshold unless one was given
     */
    Opened open(PhotoReader reader, List<String> names, double usual) {
        NameScore how = score();
        List<String> prompts = templates == null ? TextClasses.PROMPTS : templates;
        double least = threshold == null ? usual : threshold;
        if (clip == null
                && reader instanceof PatchReader patches
                && patches.model() instanceof ClipModel shared) {
            TextClasses classes = TextClasses.of(shared.clip(), names, prompts);
            return new Opened(new ZeroShot(shared, patches.size(), classes, how, least), () -> {});
        }
        Path file = ModelStore.ofUser().resolve(clip == null ? "clip-b16" : clip);
        ClipModel own = AttentionModels.openClip(file);
        try {
            TextClasses classes = TextClasses.of(own.clip(), names, prompts);
            InputSize size = InputSize.usual(own.patch());
            return new Opened(new ZeroShot(own, size, classes, how, least), own::close);
        } catch (UserError e) {
            own.close();
            throw e;
        }
    }

    private NameScore score() {
        return switch (score.toLowerCase(Locale.ROOT)) {
            case "softmax" -> NameScore.Softmax.USUAL;
            case "cosine" -> new NameScore.Cosine();
            case "min-max" -> new NameScore.MinMax();
            default ->
                    throw UserError.usage("--score " + score, "choose softmax, cosine or min-max");
        };
    }
}
