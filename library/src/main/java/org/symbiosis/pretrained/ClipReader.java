package org.symbiosis.pretrained;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.UserError;
import org.symbiosis.nn.Initialisation;
import org.symbiosis.tensor.Scope;

/** CLIP's towers in a file, of any width, depth and patch, under either publisher's names. */
final class ClipReader {
    private static final List<String> IMAGE_SIGNS =
            List.of("visual.class_embedding", "vision_model.embeddings.class_embedding");
    private static final List<String> TEXT_SIGNS =
            List.of("text_model.embeddings.token_embedding.weight", "token_embedding.weight");

    /** What checkpoints hold beside the network. */
    private static final Pattern BESIDE = Pattern.compile("(optimizer|scaler|epoch).*");

    private static final String VISION = "vision_model.";
    private static final String TEXT = "text_model.";
    private static final int HEAD = 64;

    private final NamedWeights weights;

    private ClipReader(NamedWeights weights) {
        this.weights = weights;
    }

    /**
     * Takes the tensors of a file.
     *
     * @param where the file, for messages
     * @throws UserError when neither tower is in it
     */
    static ClipReader of(String where, Map<String, Tensor> tensors) {
        String prefix =
                prefix(tensors.keySet(), IMAGE_SIGNS)
                        .or(() -> prefix(tensors.keySet(), TEXT_SIGNS))
                        .orElseThrow(
                                () ->
                                        UserError.failed(
                                                where + " holds neither tower of CLIP",
                                                "give the weights of a CLIP model"));
        Map<String, Tensor> own = new LinkedHashMap<>();
        tensors.forEach(
                (name, t) -> {
                    if (name.startsWith(prefix)) {
                        own.put(name.substring(prefix.length()), t);
                    } else if (!BESIDE.matcher(name).matches()) {
                        own.put(name, t);
                    }
                });
        return new ClipReader(new NamedWeights(where, ClipNames.hub(own)));
    }

    /** Whether a file with these names holds CLIP's image tower. */
    static boolean recognises(Set<String> names) {
        return prefix(names, IMAGE_SIGNS).isPresent();
    }

    private static Optional<String> prefix(Set<String> names, List<String> signs) {
        for (String sign : signs) {
            for (String name : names) {
                if (name.equals(sign) || name.endsWith("." + sign)) {
                    return Optional.of(name.substring(0, name.length() - sign.length()));
                }
            }
        }
        return Optional.empty();
    }

    /** The tensors under the hub's names. */
    NamedWeights weights() {
        return weights;
    }

    /** Those of the text tower alone. */
    NamedWeights textWeights() {
        return weights.startingWith(TEXT);
    }

    /** Whether there is a text tower beside the image tower. */
    boolean hasText() {
        return weights.has(TEXT + "embeddings.token_embedding.weight");
    }

    /** The image tower that the shapes speak of. */
    ClipConfig.Image image() {
        String patches = VISION + "embeddings.patch_embedding.weight";
        int patch = weights.length(patches, 2);
        int places = weights.length(VISION + "embeddings.position_embedding.weight", 0) - 1;
        int side = (int) Math.round(Math.sqrt(places));
        if (side < 1 || side * side != places) {
            throw UserError.failed(
                    weights.where() + " has " + places + " positions, of no square grid",
                    "give a CLIP model of square images");
        }
        int width = weights.length(patches, 0);
        return new ClipConfig.Image(tower(VISION, width), side * patch, patch);
    }

    /** The text tower that the shapes speak of. */
    ClipConfig.Text text() {
        String tokens = TEXT + "embeddings.token_embedding.weight";
        int vocabulary = weights.length(tokens, 0);
        if (vocabulary != ClipTokenizer.END + 1) {
            throw UserError.failed(
                    "%s has a vocabulary of %d tokens and not OpenAI's %d"
                            .formatted(weights.where(), vocabulary, ClipTokenizer.END + 1),
                    "give a CLIP model with OpenAI's tokens");
        }
        int length = weights.length(TEXT + "embeddings.position_embedding.weight", 0);
        ClipConfig.Tower tower = tower(TEXT, weights.length(tokens, 1));
        return new ClipConfig.Text(tower, vocabulary, length, ClipTokenizer.END);
    }

    private ClipConfig.Tower tower(String part, int width) {
        int depth = weights.count(part + "encoder.layers.%d.layer_norm1.weight");
        if (depth == 0 || width % HEAD != 0) {
            throw UserError.failed(
                    "%s has %d layers of width %d, which heads of %d channels do not divide"
                            .formatted(weights.where(), depth, width, HEAD),
                    "give a CLIP model whose widths are multiples of " + HEAD);
        }
        int mlp = weights.length(part + "encoder.layers.0.mlp.fc1.weight", 0);
        ClipConfig.Tower usual = ClipConfig.Tower.of(width, depth);
        return new ClipConfig.Tower(
                width, depth, usual.heads(), mlp, usual.normEps(), usual.activation());
    }

    /** The configuration; a file without texts gets a text tower that nobody builds. */
    ClipConfig config() {
        int projection = weights.length("visual_projection.weight", 0);
        return new ClipConfig(image(), hasText() ? text() : ClipConfig.Text.l14(), projection);
    }

    /** Makes the model. */
    ClipModel model(String name) {
        ClipConfig config = config();
        try (Scope s = Scope.open()) {
            if (hasText()) {
                Clip clip = Initialisation.blank(() -> new Clip(config));
                return ClipModel.of(name, weights.into(clip, "a CLIP model"));
            }
            ClipImage image = Initialisation.blank(() -> new ClipImage(config));
            return ClipModel.ofImages(name, weights.into(image, "a CLIP image tower"));
        }
    }

    /** Makes the text tower alone, whatever else there is. */
    ClipText textTower() {
        ClipConfig.Text config = text();
        try (Scope s = Scope.open()) {
            ClipText text = Initialisation.blank(() -> new ClipText(config));
            return textWeights().into(text, "a CLIP text tower");
        }
    }
}
