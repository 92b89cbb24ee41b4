package org.symbiosis.app.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.symbiosis.pretrained.ModelStore;
import org.symbiosis.pretrained.Published;
import org.symbiosis.pretrained.WeightSummary;
import org.symbiosis.tensor.WeightFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code symbiosis models info}. */
@Command(
        name = "info",
        description = "Say what a file of weights holds; nothing in it is run.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: symbiosis models info checkpoint.pth"})
public final class ModelsInfoCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FILE",
            description =
                    "Safetensors, a file of torch.save, or the key of a network that is here.")
    private String name;

    @Mixin private Output output;

    @Override
    public Integer call() {
        ModelStore store = ModelStore.ofUser();
        Path file = store.resolve(name);
        WeightSummary summary = WeightSummary.of(file);
        Map<String, Object> rows = new LinkedHashMap<>();
        rows.put("file", file.toString());
        rows.put("family", summary.family());
        rows.put("tensors", summary.tensors());
        rows.put("parameters", summary.parameters());
        rows.putAll(summary.details());
        rows.put("licence", licence(store, file).orElse("unknown"));
        output.print(rows);
        return 0;
    }

    static Optional<String> licence(ModelStore store, Path file) {
        Optional<String> known = store.owner(file).map(Published::licence);
        if (known.isPresent()) {
            return known;
        }
        try (WeightFile weights = WeightFile.open(file)) {
            return Optional.ofNullable(weights.metadata().get("licence"));
        }
    }
}
