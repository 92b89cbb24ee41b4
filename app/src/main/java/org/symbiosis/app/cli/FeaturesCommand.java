package org.symbiosis.app.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.symbiosis.AtomicFile;
import org.symbiosis.app.Locations;
import org.symbiosis.data.ImageSource;
import org.symbiosis.eval.Features;
import org.symbiosis.tensor.Npy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code symbiosis features}. */
@Command(
        name = "features",
        description = "Write one vector for each image: a .npy and the list of its files.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: symbiosis features photos/ --model runs/photos -o photos.npy"})
public final class FeaturesCommand implements Callable<Integer> {
    @Parameters(paramLabel = "IMAGES", description = Locations.HELP)
    private String data;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE.npy",
            required = true,
            description = "Where to write; the paths go to FILE.txt, one a line, in order.")
    private Path out;

    @Mixin private ImageOptions images;
    @Mixin private EncoderOptions encoder;

    @Override
    public Integer call() {
        try (ImageSource source = images.open(data)) {
            Features features = encoder.features(source);
            Npy.write(out, features.values(), features.n(), features.d());
            String name = out.getFileName().toString().replaceFirst("\\.npy$", "");
            Path list = out.toAbsolutePath().resolveSibling(name + ".txt");
            AtomicFile.write(
                    list,
                    (String.join("\n", features.paths()) + "\n").getBytes(StandardCharsets.UTF_8));
            System.out.printf(
                    "%s: %d x %d, %s%n%s%n",
                    out, features.n(), features.d(), features.what(), list);
            return 0;
        }
    }
}
