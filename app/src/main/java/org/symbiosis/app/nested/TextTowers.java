package org.symbiosis.app.nested;

import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.UserError;
import org.symbiosis.nn.Initialisation;
import org.symbiosis.pretrained.ClipConfig;
import org.symbiosis.pretrained.ClipNames;
import org.symbiosis.pretrained.ClipText;
import org.symbiosis.pretrained.ModelStore;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.WeightFile;

/** CLIP's text towers by where they lie. */
public final class TextTowers {
    private TextTowers() {}

    /**
     * Opens a file, or a network by its name, of the size that its tensors have.
     *
     * @throws UserError when it holds no text tower
     */
    public static ClipText open(String name) {
        Path path = ModelStore.ofUser().resolve(name);
        try (Scope s = Scope.open();
                WeightFile file = WeightFile.open(path)) {
            Map<String, Tensor> weights = ClipNames.text(file.tensors());
            Tensor tokens = weights.get("text_model.embeddings.token_embedding.weight");
            if (tokens == null) {
                throw UserError.usage(path + " holds no text tower of CLIP", "give one that does");
            }
            long depth =
                    weights.keySet().stream()
                            .filter(n -> n.endsWith(".self_attn.q_proj.weight"))
                            .count();
            ClipConfig.Text shape = ClipConfig.Text.of((int) tokens.size(1), (int) depth);
            ClipText tower = Initialisation.blank(() -> new ClipText(shape));
            tower.load(weights);
            tower.eval();
            return tower;
        }
    }
}
