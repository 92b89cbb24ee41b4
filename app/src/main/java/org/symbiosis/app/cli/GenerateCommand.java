package org.symbiosis.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.symbiosis.UserError;
import org.symbiosis.app.generate.Generator;
import org.symbiosis.app.generate.Generators;
import org.symbiosis.app.generate.PictureOutput;
import org.symbiosis.app.generate.Wishes;
import org.symbiosis.nested.NestedFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code symbiosis generate}. */
@Command(
        name = "generate",
        description = "Draw pictures from a trained model; a seed gives the same ones each time.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: symbiosis generate --model runs/diffusion --samples 64 -o sheet.png",
            "         symbiosis generate --model runs/c10 --samples 5000 --guidance 0.4 -o samples/"
        })
public final class GenerateCommand implements Callable<Integer> {
    @Option(
            names = "--model",
            paramLabel = "MODEL",
            required = true,
            description = "A run's folder, its ema.safetensors or model.safetensors.")
    private Path model;

    @Option(
            names = {"-n", "--samples"},
            paramLabel = "N",
            defaultValue = "64",
            description = "How many pictures (default: ${DEFAULT-VALUE}).")
    private int samples;

    @Option(
            names = "--first",
            paramLabel = "I",
            defaultValue = "0",
            description = "Number of the first picture of the seed (default: ${DEFAULT-VALUE}).")
    private long first;

    @Option(
            names = "--class",
            paramLabel = "C",
            split = ",",
            description = "Classes by number, in turn (default: all in turn).")
    private List<Integer> classes = new ArrayList<>();

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "256",
            description =
                    "Pictures drawn before they are written; changes nothing about them (default:"
                            + " ${DEFAULT-VALUE}).")
    private int batch;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "PATH",
            defaultValue = "samples.png",
            description = "A sheet (.png), or a folder for single files (default: samples.png).")
    private Path out;

    @Mixin private WishOptions how;
    @Mixin private NestedOptions nested;
    @Mixin private Output output;

    @Override
    public Integer call() {
        if (samples < 1 || batch < 1 || first < 0) {
            throw UserError.usage(
                    "--samples and --batch must be at least 1, --first at least 0",
                    "leave them out for the usual number");
        }
        Wishes wishes = how.wishes();
        if (NestedFile.isOne(model)) {
            Map<String, Object> result =
                    nested.draw(
                            model,
                            wishes,
                            new NestedOptions.Wanted(first, samples, classes, batch),
                            out);
            result.put("seed", wishes.seed());
            result.put("first", first);
            result.put("out", out.toString());
            output.print(result);
            return 0;
        }
        nested.refuse();
        try (Generator generator =
                Generators.open(model, wishes, nested.wishes(), new TerminalProgress())) {
            draw(generator);
            Map<String, Object> result = new LinkedHashMap<>(generator.words());
            result.put("pictures", samples);
            result.put("seed", wishes.seed());
            result.put("first", first);
            result.put("out", out.toString());
            output.print(result);
        }
        return 0;
    }

    private void draw(Generator generator) {
        if (!classes.isEmpty() && generator.classes() == 0) {
            throw UserError.usage("the model knows no classes", "leave out --class");
        }
        PictureOutput target = PictureOutput.at(out, samples);
        for (int done = 0; done < samples; done += batch) {
            int count = Math.min(batch, samples - done);
            long from = first + done;
            target.add(from, generator.images(from, labels(generator, from, count)));
        }
        target.finish();
    }

    /** The classes in turn, by the pictures' numbers, so that a number always has the same one. */
    private int[] labels(Generator generator, long from, int count) {
        int[] labels = new int[count];
        int all = Math.max(1, generator.classes());
        Arrays.setAll(
                labels,
                i ->
                        classes.isEmpty()
                                ? (int) ((from + i) % all)
                                : classes.get((int) ((from + i) % classes.size())));
        return labels;
    }
}
