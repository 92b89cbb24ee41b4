package org.symbiosis.pretrained;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.nn.Activation;
import org.symbiosis.nn.Trace;
import org.symbiosis.pretrained.ClipTokenizer.Padding;
import org.symbiosis.testing.ParityCheck;
import org.symbiosis.testing.ParityFile;

/** Parity of CLIP's towers, under both publishers' names, and of its tokenizer. */
public final class ClipParity {
    private ClipParity() {}

    public static Map<String, ParityCheck> checks() {
        return Map.of(
                "nested-clip-hf", ClipParity::hub,
                "nested-clip-openai", ClipParity::openAi,
                "nested-clip-tokenizer", ClipParity::tokenizer);
    }

    static ClipConfig config(JsonNode c) {
        JsonNode image = c.get("vision");
        JsonNode text = c.get("text");
        return new ClipConfig(
                new ClipConfig.Image(
                        tower(image),
                        image.get("image_size").asInt(),
                        image.get("patch_size").asInt()),
                new ClipConfig.Text(
                        tower(text),
                        text.get("vocab_size").asInt(),
                        text.get("max_position_embeddings").asInt(),
                        text.get("eos_token_id").asInt()),
                c.get("projection_dim").asInt());
    }

    private static ClipConfig.Tower tower(JsonNode c) {
        return new ClipConfig.Tower(
                c.get("hidden_size").asInt(),
                c.get("num_hidden_layers").asInt(),
                c.get("num_attention_heads").asInt(),
                c.get("intermediate_size").asInt(),
                c.get("layer_norm_eps").asDouble(),
                Activation.valueOf(c.get("hidden_act").asText().toUpperCase(Locale.ROOT)));
    }

    private static void hub(ParityFile file) {
        try (Clip clip = new Clip(config(file.config()));
                NoGradGuard g = new NoGradGuard()) {
            clip.load(ClipNames.hub(file.parameters()));
            image(file, clip.image());
            text(file, clip.text());
            features(file, clip);
        }
    }

    private static void openAi(ParityFile file) {
        try (Clip clip = new Clip(config(file.config()));
                NoGradGuard g = new NoGradGuard()) {
            clip.load(ClipNames.hub(file.parameters()));
            features(file, clip);
        }
    }

    private static void image(ParityFile file, ClipImage image) {
        Trace trace = Trace.matching(name -> true);
        Tensor hidden = image.hidden(file.tensor("input.pixel_values"), trace);
        file.check("output.vision.last_hidden_state", hidden);
        file.check("output.vision.pooler_output", image.pooled(hidden));
        blocks(file, "output.vision.", trace, image.config().tower().depth());
    }

    private static void text(ParityFile file, ClipText text) {
        Trace trace = Trace.matching(name -> true);
        Tensor ids = file.tensor("input.input_ids");
        Tensor states = text.states(ids, trace);
        file.check("output.text.last_hidden_state", states);
        file.check("output.text.pooler_output", text.pooled(states, ids));
        blocks(file, "output.text.", trace, text.config().tower().depth());
    }

    private static void blocks(ParityFile file, String prefix, Trace trace, int depth) {
        file.check(prefix + "hidden_states.0", trace.get("embedded"));
        for (int l = 0; l < depth; l++) {
            file.check(prefix + "hidden_states." + (l + 1), trace.get("blocks." + l));
            file.check(prefix + "attentions." + l, trace.get("blocks." + l + ".attn.attention"));
        }
    }

    private static void features(ParityFile file, Clip clip) {
        Tensor image = clip.image().features(file.tensor("input.pixel_values"), Trace.none());
        Tensor text = clip.textFeatures(file.tensor("input.input_ids"));
        file.check("output.image_features", image);
        file.check("output.text_features", text);
        file.check("output.image_embeds", Clip.unit(image));
        file.check("output.text_embeds", Clip.unit(text));
        Tensor logits = clip.similarity(image, text);
        file.check("output.logits_per_image", logits);
        file.check("output.logits_per_text", logits.t());
    }

    private static void tokenizer(ParityFile file) {
        ClipTokenizer tokenizer = new ClipTokenizer();
        List<String> prompts = new ArrayList<>();
        file.json("prompts").forEach(prompt -> prompts.add(prompt.asText()));
        for (int i = 0; i < prompts.size(); i++) {
            long[] ids = tokenizer.ids(prompts.get(i));
            require(Arrays.equals(ids, longs(file.json("ids").get(i))), prompts.get(i));
            String decoded = file.json("decoded").get(i).asText();
            require(tokenizer.decode(ids).equals(decoded), prompts.get(i));
        }
        file.check("output.ids_padded_with_zero", tokenizer.encode(prompts, Padding.ZERO));
        file.check("output.ids_padded_with_end", tokenizer.encode(prompts, Padding.END));
    }

    private static void require(boolean holds, String prompt) {
        if (!holds) {
            throw new IllegalStateException("another result for the prompt '" + prompt + "'");
        }
    }

    private static long[] longs(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .mapToLong(JsonNode::asLong)
                .toArray();
    }
}
