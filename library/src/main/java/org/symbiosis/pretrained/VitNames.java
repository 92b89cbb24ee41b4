package org.symbiosis.pretrained;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.symbiosis.UserError;

/**
 * Which tensors of a file make up a vision transformer, under the names that timm, DINO and MAE
 * use.
 *
 * @param sources for each name ours, the names in the file; several are joined along the first
 *     dimension
 * @param hub whether the file has Hugging Face names
 * @param ignored names that a transformer does without: heads, decoders, optimizers
 */
record VitNames(Map<String, List<String>> sources, boolean hub, List<String> ignored) {
    private static final String TIMM = "cls_token";
    private static final String HUB = "embeddings.cls_token";

    /** Second copies of the network, of which the better one is taken. */
    private static final Pattern SECOND_COPY =
            Pattern.compile("(^|.*\\.)(student|momentum_encoder)\\..*");

    /** What belongs to the network but not to its features. */
    private static final Pattern IGNORABLE =
            Pattern.compile(
                    "(head|head_dist|pooler|classifier|decoder|dino_head|ibot_head)\\..*"
                            + "|decoder_.*|(embeddings\\.)?mask_token");

    /** What checkpoints hold beside the network. */
    private static final Pattern BESIDE =
            Pattern.compile(
                    "(.*\\.)?(student|teacher|momentum_encoder|predictor|optimizer|scaler"
                            + "|fp16_scaler|dino_loss|decoder|head|pooler|classifier)\\..*");

    private static final Pattern PART =
            Pattern.compile(
                    "encoder\\.layer\\.(\\d+)\\.attention\\.attention\\.(query|key|value)\\.(.*)");

    private static final Pattern CHUNK = Pattern.compile("blocks\\.\\d+\\.(\\d+)\\.(.*)");

    private static final Map<String, String> HUB_BLOCK =
            Map.ofEntries(
                    Map.entry("attention.output.dense", "attn.proj"),
                    Map.entry("intermediate.dense", "mlp.fc1"),
                    Map.entry("output.dense", "mlp.fc2"),
                    Map.entry("layernorm_before", "norm1"),
                    Map.entry("layernorm_after", "norm2"),
                    Map.entry("norm1", "norm1"),
                    Map.entry("norm2", "norm2"),
                    Map.entry("mlp.fc1", "mlp.fc1"),
                    Map.entry("mlp.fc2", "mlp.fc2"));

    private static final Map<String, String> HUB_ROOT =
            Map.of(
                    "embeddings.cls_token", "cls_token",
                    "embeddings.position_embeddings", "pos_embed",
                    "embeddings.register_tokens", "register_tokens",
                    "embeddings.patch_embeddings.projection.weight", "patch_embed.proj.weight",
                    "embeddings.patch_embeddings.projection.bias", "patch_embed.proj.bias",
                    "layernorm.weight", "norm.weight",
                    "layernorm.bias", "norm.bias");

    /** Whether a file with these names holds a vision transformer. */
    static boolean recognises(Set<String> names) {
        return names.stream().anyMatch(VitNames::isClassToken);
    }

    private static boolean isClassToken(String name) {
        return name.equals(TIMM) || name.endsWith("." + TIMM);
    }

    /**
     * Sorts the names of a file.
     *
     * @param file for messages
     * @throws UserError when there is no transformer, or several, or more than one
     */
    static VitNames of(String file, Set<String> names) {
        String prefix = prefix(file, names);
        boolean hub = names.contains(prefix + HUB);
        Map<String, List<String>> sources = new LinkedHashMap<>();
        List<String> ignored = new ArrayList<>();
        List<String> strange = new ArrayList<>();
        for (String name : names) {
            String own = name.startsWith(prefix) ? name.substring(prefix.length()) : null;
            if (own == null ? BESIDE.matcher(name).matches() : IGNORABLE.matcher(own).matches()) {
                ignored.add(name);
            } else if (own == null) {
                strange.add(name);
            } else {
                String ours = hub ? ofHub(own) : ofTimm(own);
                sources.computeIfAbsent(ours, n -> new ArrayList<>()).add(name);
            }
        }
        if (!strange.isEmpty()) {
            throw UserError.failed(
                    file + " holds more than a vision transformer: " + fewOf(strange),
                    "give the file of the network alone");
        }
        sources.values().forEach(VitNames::queryKeyValue);
        return new VitNames(sources, hub, ignored);
    }

    private static String prefix(String file, Set<String> names) {
        List<String> found = new ArrayList<>();
        for (String name : names) {
            if (isClassToken(name)) {
                String ending = name.equals(HUB) || name.endsWith("." + HUB) ? HUB : TIMM;
                found.add(name.substring(0, name.length() - ending.length()));
            }
        }
        if (found.size() > 1) {
            found.removeIf(p -> SECOND_COPY.matcher(p).matches());
        }
        if (found.size() != 1) {
            throw UserError.failed(
                    file
                            + (found.isEmpty()
                                    ? " holds no vision transformer: it has no class token"
                                    : " holds several networks, under " + fewOf(found)),
                    "give a file with one vision transformer");
        }
        return found.get(0);
    }

    private static String ofTimm(String name) {
        Matcher chunk = CHUNK.matcher(name);
        if (chunk.matches()) {
            return "blocks." + chunk.group(1) + "." + chunk.group(2);
        }
        return name.equals("reg_token") ? "register_tokens" : name;
    }

    private static String ofHub(String name) {
        if (HUB_ROOT.containsKey(name)) {
            return HUB_ROOT.get(name);
        }
        Matcher part = PART.matcher(name);
        if (part.matches()) {
            return "blocks." + part.group(1) + ".attn.qkv." + part.group(3);
        }
        Matcher block = BLOCK.matcher(name);
        if (!block.matches()) {
            return name;
        }
        String layer = block.group(2);
        String ours = "blocks." + block.group(1) + ".";
        if (layer.matches("layer_scale[12]\\.lambda1")) {
            return ours + "ls" + layer.charAt(11) + ".gamma";
        }
        int dot = layer.lastIndexOf('.');
        String known = HUB_BLOCK.get(layer.substring(0, Math.max(0, dot)));
        return known == null ? name : ours + known + layer.substring(dot);
    }

    private static final Pattern BLOCK = Pattern.compile("encoder\\.layer\\.(\\d+)\\.(.*)");

    /** Rows are ordered query, key, value, whatever the order of the file. */
    private static void queryKeyValue(List<String> sources) {
        List<String> order = List.of("query", "key", "value");
        sources.sort(
                Comparator.comparingInt(
                        s -> {
                            Matcher m =
                                    PART.matcher(s.substring(Math.max(0, s.indexOf("encoder."))));
                            return m.matches() ? order.indexOf(m.group(2)) : 0;
                        }));
    }

    /** Up to five names, and how many more there are. */
    static String fewOf(List<String> names) {
        String few = String.join(", ", names.subList(0, Math.min(5, names.size())));
        return names.size() > 5 ? few + " and " + (names.size() - 5) + " more" : few;
    }
}
