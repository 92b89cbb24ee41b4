package org.symbiosis.pretrained;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.symbiosis.UserError;
import org.symbiosis.tensor.Safetensors;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.WeightFile;

/** Rewrites public weights as safetensors: half precision widened, under the reference names. */
public final class Conversion {
    private Conversion() {}

    /**
     * Converts a file. A vision transformer is written alone, under timm's names, with notes of
     * what the tensors do not tell; other networks keep their names and all of their tensors.
     *
     * @param options what the file does not say, for vision transformers
     * @param notes more notes to write beside the weights, such as the licence
     * @return number of tensors written
     * @throws UserError when the input cannot be read or the output not be written; an older output
     *     is then unchanged
     */
    public static int run(Path in, Path out, VitOptions options, Map<String, String> notes) {
        try (WeightFile file = WeightFile.open(in);
                Scope s = Scope.open()) {
            refuseOurOwn(in, file);
            Map<String, String> metadata = new LinkedHashMap<>(file.metadata());
            metadata.putAll(notes);
            Map<String, Tensor> tensors;
            if (VitNames.recognises(file.names())) {
                VitReader reader = new VitReader(in.toString(), file, options);
                metadata.putAll(VitNotes.of(reader.config(), reader.normalisation()));
                metadata.put("family", reader.family().name());
                tensors = reader.tensors();
            } else {
                tensors = file.tensors();
            }
            Map<String, Tensor> widened = new LinkedHashMap<>();
            tensors.forEach((name, t) -> widened.put(name, widened(in, name, t)));
            Safetensors.write(out, widened, metadata);
            return widened.size();
        }
    }

    private static void refuseOurOwn(Path in, WeightFile file) {
        if (file.metadata().getOrDefault("format", "").startsWith("symbiosis-")) {
            throw UserError.usage(
                    in + " is a model that was trained here", "it is safetensors already: copy it");
        }
    }

    private static Tensor widened(Path in, String name, Tensor t) {
        return switch (t.scalar_type().intern()) {
            case Half, BFloat16 -> t.to(ScalarType.Float);
            case ComplexFloat, ComplexDouble ->
                    throw UserError.failed(
                            "'"
                                    + name
                                    + "' of "
                                    + in
                                    + " is complex, which safetensors cannot hold",
                            "leave it out of the file");
            default -> t;
        };
    }
}
