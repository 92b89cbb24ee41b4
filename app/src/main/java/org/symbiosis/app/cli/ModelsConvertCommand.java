package org.symbiosis.app.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.symbiosis.UserError;
import org.symbiosis.data.Normalisation;
import org.symbiosis.pretrained.Conversion;
import org.symbiosis.pretrained.ModelStore;
import org.symbiosis.pretrained.VitOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code symbiosis models convert}. */
@Command(
        name = "convert",
        description = {
            "Write weights as safetensors under the reference names.",
            "Of a checkpoint with a vision transformer only the transformer is written."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: symbiosis models convert vit-b-300ep.pth.tar mocov3.safetensors"})
public final class ModelsConvertCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "IN",
            description =
                    "Safetensors, a file of torch.save, or the key of a network that is here.")
    private String in;

    @Parameters(index = "1", paramLabel = "OUT.safetensors", description = "Where to write.")
    private Path out;

    @Option(
            names = "--heads",
            paramLabel = "N",
            defaultValue = "0",
            description = "Attention heads of a vision transformer; default: its family's.")
    private int heads;

    @Option(
            names = "--norm-eps",
            paramLabel = "E",
            defaultValue = "0",
            description = "Epsilon of its layer norms; default: its family's.")
    private double normEps;

    @Option(
            names = "--normalisation",
            paramLabel = "HOW",
            description = "How its images are normalised: ${COMPLETION-CANDIDATES}.")
    private Normalisation normalisation;

    @Override
    public Integer call() {
        if (heads < 0 || !(normEps >= 0)) {
            throw UserError.usage(
                    "--heads " + heads + " and --norm-eps " + normEps, "neither may be negative");
        }
        ModelStore store = ModelStore.ofUser();
        Path file = store.resolve(in);
        Map<String, String> notes = new LinkedHashMap<>();
        ModelsInfoCommand.licence(store, file).ifPresent(l -> notes.put("licence", l));
        int tensors =
                Conversion.run(file, out, new VitOptions(heads, normEps, normalisation), notes);
        System.out.printf("%s: %d tensors%n", out, tensors);
        return 0;
    }
}
