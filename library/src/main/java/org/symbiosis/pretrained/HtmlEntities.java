package org.symbiosis.pretrained;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Characters that HTML writes by their names or by their numbers. */
final class HtmlEntities {
    private static final Pattern REFERENCE =
            Pattern.compile("&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\\t\\n\\f <&#;]{1,32};?)");
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final String UNKNOWN = "\uFFFD";

    private static final Map<String, String> NAMES = read();

    private HtmlEntities() {}

    private static Map<String, String> read() {
        try (InputStream in = HtmlEntities.class.getResourceAsStream("html-entities.txt")) {
            Map<String, String> names = new HashMap<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" "))
                    .forEach(f -> names.put(f[0], Character.toString(Integer.parseInt(f[1], 16))));
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text with every reference replaced once; what is no reference stays. */
    static String unescape(String text) {
        return text.indexOf('&') < 0
                ? text
                : REFERENCE.matcher(text).replaceAll(m -> Matcher.quoteReplacement(of(m.group(1))));
    }

    private static String of(String reference) {
        return reference.startsWith("#") ? numbered(reference) : named(reference);
    }

    private static String numbered(String reference) {
        String digits = reference.replace(";", "").substring(1);
        boolean isHex = digits.startsWith("x") || digits.startsWith("X");
        String plain = (isHex ? digits.substring(1) : digits).replaceFirst("^0+(?=.)", "");
        if (plain.length() > 8) {
            return UNKNOWN;
        }
        long c = Long.parseLong(plain, isHex ? 16 : 10);
        if (c == 0 || c > Character.MAX_CODE_POINT || (c >= 0xD800 && c < 0xE000)) {
            return UNKNOWN;
        }
        // Pages say windows-1252 and mean it where Unicode has control characters.
        return c >= 0x80 && c < 0xA0
                ? new String(new byte[] {(byte) c}, WINDOWS)
                : Character.toString((int) c);
    }

    private static String named(String reference) {
        if (reference.endsWith(";")) {
            String found = NAMES.get(reference.substring(0, reference.length() - 1));
            if (found != null) {
                return found;
            }
        }
        for (int end = reference.length(); end > 1; end--) {
            String found = NAMES.get(reference.substring(0, end));
            if (found != null && mayLackSemicolon(found)) {
                return found + reference.substring(end);
            }
        }
        return "&" + reference;
    }

    /** The oldest names, of Latin-1. */
    private static boolean mayLackSemicolon(String character) {
        return character.codePointAt(0) < 0x100 && !character.equals("'");
    }
}
