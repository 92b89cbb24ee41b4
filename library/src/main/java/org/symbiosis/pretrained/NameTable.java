package org.symbiosis.pretrained;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.UserError;

/**
 * Two ways of naming the same tensors, as pairs of templates: <code>{}</code> stands for a number
 * and a star at the end for any rest, the same on both sides and in the same order.
 *
 * <p>A name that no template fits stays as it is.
 */
final class NameTable {
    private final List<Pair> pairs = new ArrayList<>();

    private record Pair(Template ours, Template theirs) {}

    /** A name with places for numbers and a rest. */
    private record Template(String text, Pattern pattern) {
        static Template of(String text) {
            String quoted = Pattern.quote(text);
            String regex = quoted.replace("{}", "\\E(\\d+)\\Q").replace("*", "\\E(.*)\\Q");
            return new Template(text, Pattern.compile(regex));
        }

        String fill(Matcher values) {
            String filled = text;
            for (int i = 1; i <= values.groupCount(); i++) {
                String place = filled.contains("{}") ? "{}" : "*";
                int at = filled.indexOf(place);
                filled =
                        filled.substring(0, at)
                                + values.group(i)
                                + filled.substring(at + place.length());
            }
            return filled;
        }
    }

    /** Adds a pair; of several that fit a name the first counts. */
    NameTable pair(String ours, String theirs) {
        pairs.add(new Pair(Template.of(ours), Template.of(theirs)));
        return this;
    }

    /** Our name of what they call so. */
    String ours(String theirs) {
        for (Pair p : pairs) {
            Matcher m = p.theirs.pattern.matcher(theirs);
            if (m.matches()) {
                return p.ours.fill(m);
            }
        }
        return theirs;
    }

    /** Their name of what we call so. */
    String theirs(String ours) {
        for (Pair p : pairs) {
            Matcher m = p.ours.pattern.matcher(ours);
            if (m.matches()) {
                return p.theirs.fill(m);
            }
        }
        return ours;
    }

    /** Collects renamed tensors, and refuses two of one name. */
    static final class Renamed implements BiConsumer<String, Tensor> {
        private final Map<String, Tensor> tensors = new LinkedHashMap<>();

        @Override
        public void accept(String name, Tensor tensor) {
            if (tensors.put(name, tensor) != null) {
                throw UserError.failed(
                        "the weights hold '" + name + "' twice, under an old and a new name",
                        "take the file as it was published");
            }
        }

        Map<String, Tensor> tensors() {
            return tensors;
        }
    }
}
