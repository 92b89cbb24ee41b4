package org.symbiosis.app.nested;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.UserError;
import org.symbiosis.nested.CaptionStates;
import org.symbiosis.nested.NestedRecipe;
import org.symbiosis.nested.TextStates;
import org.symbiosis.nested.Told;
import org.symbiosis.nested.latents.LatentStore;
import org.symbiosis.nn.Initialisation;
import org.symbiosis.pretrained.ClipConfig;
import org.symbiosis.pretrained.ClipNames;
import org.symbiosis.pretrained.ClipText;
import org.symbiosis.pretrained.ModelStore;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.WeightFile;

/** The texts that a training is told, with the text tower that reads them; or none. */
final class Captions implements AutoCloseable {
    private final ClipText tower; // null without texts
    private final TextStates states;

    private Captions(ClipText tower, TextStates states) {
        this.tower = tower;
        this.states = states;
    }

    /** Opens what the recipe needs. */
    static Captions open(NestedRecipe recipe, NestedSources sources, LatentStore store) {
        if (!(recipe.model().told() instanceof Told.Text)) {
            return new Captions(null, TextStates.none());
        }
        Map<String, List<String>> byName = read(Path.of(sources.captions()));
        List<List<String>> captions = new ArrayList<>();
        int found = 0;
        for (String path : store.paths()) {
            String name = path.substring(path.lastIndexOf('/') + 1);
            List<String> own = byName.getOrDefault(path, byName.getOrDefault(name, List.of()));
            found += own.isEmpty() ? 0 : 1;
            captions.add(own);
        }
        if (found == 0) {
            throw UserError.usage(
                    sources.captions() + " holds no caption of " + store.manifest().source(),
                    "give captions of these images, under their file names");
        }
        ClipText tower = tower(sources.textEncoder());
        return new Captions(tower, new CaptionStates(tower, captions));
    }

    /** CLIP's text tower out of a file or by name, of the size that its tensors have. */
    static ClipText tower(String name) {
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

    private static Map<String, List<String>> read(Path file) {
        Map<String, List<String>> all = new HashMap<>();
        try {
            String text = Files.readString(file);
            if (text.stripLeading().startsWith("{")) {
                coco(new ObjectMapper().readTree(text), all);
            } else {
                for (String line : text.lines().filter(l -> !l.isBlank()).toList()) {
                    int tab = line.indexOf('\t');
                    if (tab < 1) {
                        throw UserError.usage(
                                file + ": '" + line + "' is no caption",
                                "write a path, a tab and the text on each line");
                    }
                    add(all, line.substring(0, tab), line.substring(tab + 1));
                }
            }
            return all;
        } catch (IOException e) {
            throw UserError.failed(
                    "cannot read the captions in " + file, "check the path and the JSON", e);
        }
    }

    /** COCO's file: names of images by id, captions by the ids of their images. */
    private static void coco(JsonNode root, Map<String, List<String>> all) {
        Map<Long, String> names = new HashMap<>();
        root.path("images")
                .forEach(i -> names.put(i.path("id").asLong(), i.path("file_name").asText()));
        root.path("annotations")
                .forEach(
                        a -> {
                            String name = names.get(a.path("image_id").asLong());
                            if (name != null) {
                                add(all, name, a.path("caption").asText());
                            }
                        });
    }

    private static void add(Map<String, List<String>> all, String name, String caption) {
        all.computeIfAbsent(name, n -> new ArrayList<>()).add(caption);
    }

    /** The texts. */
    TextStates states() {
        return states;
    }

    @Override
    public void close() {
        if (tower != null) {
            tower.close();
        }
    }
}
