package org.symbiosis.pretrained;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.symbiosis.UserError;
import org.symbiosis.nn.VisionTransformerConfig;
import org.symbiosis.tensor.Shapes;
import org.symbiosis.tensor.WeightFile;

/**
 * What a file of weights holds, without loading it.
 *
 * @param family in words
 * @param tensors in the file
 * @param parameters values in them
 * @param details of the family, by name
 */
public record WeightSummary(
        String family, int tensors, long parameters, Map<String, String> details) {
    /** A tensor that only one family has, and the family in words. */
    private static final Map<String, String> SIGNS = signs();

    private static Map<String, String> signs() {
        Map<String, String> signs = new LinkedHashMap<>();
        signs.put("visual.conv1.weight", "CLIP, OpenAI's names");
        signs.put("vision_model.embeddings.class_embedding", "CLIP, Hugging Face names");
        signs.put("text_model.embeddings.token_embedding.weight", "CLIP text, Hugging Face names");
        signs.put("time_embedding.linear_1.weight", "UNet2DConditionModel");
        signs.put("first_stage_model.quant_conv.weight", "Stable Diffusion checkpoint");
        signs.put("quant_conv.weight", "AutoencoderKL");
        signs.put("Mixed_5b.branch1x1.conv.weight", "Inception v3");
        return signs;
    }

    /**
     * Looks at a file.
     *
     * @throws UserError when there is no such file, or it is truncated or malformed
     */
    public static WeightSummary of(Path path) {
        try (WeightFile file = WeightFile.open(path)) {
            long parameters = 0;
            for (String name : file.names()) {
                parameters += Shapes.count(file.shape(name));
            }
            Map<String, String> details = new LinkedHashMap<>();
            String family = family(path, file, details);
            return new WeightSummary(family, file.names().size(), parameters, details);
        }
    }

    private static String family(Path path, WeightFile file, Map<String, String> details) {
        if (file.metadata().getOrDefault("format", "").startsWith("symbiosis-")) {
            return "a model trained here, of kind " + file.metadata().get("kind");
        }
        Optional<String> sign =
                SIGNS.entrySet().stream()
                        .filter(e -> isIn(e.getKey(), file.names()))
                        .map(Map.Entry::getValue)
                        .findFirst();
        if (sign.isPresent() || !VitNames.recognises(file.names())) {
            return sign.orElse("unknown");
        }
        try {
            return vit(new VitReader(path.toString(), file, VitOptions.OF_THE_FILE), details);
        } catch (UserError e) {
            details.put("trouble", e.getMessage());
            return "a vision transformer that cannot be read";
        }
    }

    private static boolean isIn(String sign, Set<String> names) {
        return names.stream().anyMatch(n -> n.equals(sign) || n.endsWith("." + sign));
    }

    private static String vit(VitReader reader, Map<String, String> details) {
        VisionTransformerConfig config = reader.config();
        details.put("names", reader.names().hub() ? "Hugging Face" : "timm");
        details.put("width", Integer.toString(config.blocks().dim()));
        details.put("blocks", Integer.toString(config.blocks().depth()));
        details.put("heads", Integer.toString(config.blocks().heads()));
        details.put("patch", config.patch() + " px");
        details.put("image", config.height() + " x " + config.width() + " px");
        details.put("registers", Integer.toString(config.registers()));
        details.put("normalisation", reader.normalisation().name());
        List<String> ignored = new ArrayList<>(reader.names().ignored());
        if (!ignored.isEmpty()) {
            details.put("not used", VitNames.fewOf(ignored));
        }
        return reader.family().words();
    }
}
