package org.symbiosis.data.lit;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.symbiosis.UserError;

/** Reads locations such as {@code photos?split=test&mip=5&curve=linear}. */
record LitLocation(String place, LitFolders.Split split, int mip, LitFolders.Curve curve) {
    private static final List<String> KEYS = List.of("split", "mip", "curve");
    private static final int USUAL_MIP = 2;

    static LitLocation parse(String location) {
        int mark = location.indexOf('?');
        String place = mark < 0 ? location : location.substring(0, mark);
        Map<String, String> values = new LinkedHashMap<>();
        if (mark >= 0) {
            for (String pair : location.substring(mark + 1).split("&", -1)) {
                int equals = pair.indexOf('=');
                String key = equals < 0 ? pair : pair.substring(0, equals);
                if (equals < 0 || !KEYS.contains(key)) {
                    throw UserError.usage(
                            "'" + pair + "' in " + location + " is not understood",
                            "write KEY=VALUE with one of " + String.join(", ", KEYS));
                }
                values.put(key, pair.substring(equals + 1));
            }
        }
        return new LitLocation(
                place,
                choice(values, "split", LitFolders.Split.ALL, LitFolders.Split.values()),
                mip(values.get("mip")),
                choice(values, "curve", LitFolders.Curve.AUTO, LitFolders.Curve.values()));
    }

    private static int mip(String value) {
        if (value == null) {
            return USUAL_MIP;
        }
        if (!value.matches("\\d")) {
            throw UserError.usage("mip '" + value + "' is not understood", "give a digit");
        }
        return Integer.parseInt(value);
    }

    private static <E extends Enum<E>> E choice(
            Map<String, String> values, String key, E usual, E[] choices) {
        String value = values.get(key);
        if (value == null) {
            return usual;
        }
        return Arrays.stream(choices)
                .filter(c -> c.name().equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(
                        () ->
                                UserError.usage(
                                        key + " '" + value + "' is not understood",
                                        "give one of "
                                                + Arrays.toString(choices)
                                                        .toLowerCase(Locale.ROOT)));
    }
}
