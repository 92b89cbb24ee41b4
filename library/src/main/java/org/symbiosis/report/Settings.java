package org.symbiosis.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Names and values: what a result was made with.
 *
 * @param values in the order they are shown
 */
public record Settings(Map<String, String> values) {
    /** Keeps its own map, in its order. */
    public Settings {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * Settings of a tree, as configuration files have them: names of inner values are joined by
     * dots, as {@code --set} takes them.
     *
     * @param tree its values are maps, lists or plain values
     */
    public static Settings of(Map<String, ?> tree) {
        Map<String, String> flat = new LinkedHashMap<>();
        tree.forEach((name, value) -> flatten(name, value, flat));
        return new Settings(flat);
    }

    private static void flatten(String name, Object value, Map<String, String> flat) {
        if (value instanceof Map<?, ?> inner && !inner.isEmpty()) {
            inner.forEach((k, v) -> flatten(name + "." + k, v, flat));
        } else if (value instanceof List<?> list) {
            List<String> parts = new ArrayList<>();
            list.forEach(v -> parts.add(String.valueOf(v)));
            flat.put(name, String.join(", ", parts));
        } else {
            flat.put(name, String.valueOf(value));
        }
    }

    /** The settings under a caption. */
    String html(String caption) {
        StringBuilder out = new StringBuilder("<figure class=\"table\">");
        out.append(Html.tag("figcaption", caption)).append("<div class=\"scroll\" tabindex=\"0\">");
        out.append("<table class=\"settings\"><tbody>\n");
        values.forEach(
                (name, value) ->
                        out.append("<tr><th scope=\"row\">")
                                .append(Html.escape(name))
                                .append("</th><td>")
                                .append(Html.escape(value))
                                .append("</td></tr>\n"));
        return out.append("</tbody></table></div></figure>").toString();
    }
}
