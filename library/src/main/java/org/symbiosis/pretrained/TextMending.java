package org.symbiosis.pretrained;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes text of the web plain before it is tokenized: what was decoded as the wrong character set,
 * typographic quotes, ligatures, full-width letters, control characters, HTML references, white
 * space, capitals.
 */
final class TextMending {
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final Pattern C1 = Pattern.compile("[\\x80-\\x9f]");
    private static final Pattern TERMINAL = Pattern.compile("\\x1b\\[[\\d;]*[a-zA-Z]");
    private static final Pattern CONTROL =
            Pattern.compile(
                    "[\\x00-\\x08\\x0b\\x0e-\\x1f\\x7f\\u206a-\\u206f\\ufeff\\ufff9-\\ufffb]");
    private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");
    private static final Pattern WIDE = Pattern.compile("[\\u3000\\uff01-\\uffef]+");
    private static final Pattern SINGLE_QUOTE = Pattern.compile("[\\u02bc\\u2018-\\u201b]");
    private static final Pattern DOUBLE_QUOTE = Pattern.compile("[\\u201c-\\u201f]");
    private static final Pattern SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    private static final Map<String, String> LIGATURES =
            Map.ofEntries(
                    Map.entry("\u0132", "IJ"),
                    Map.entry("\u0133", "ij"),
                    Map.entry("\u0149", "\u02bcn"),
                    Map.entry("\u01f1", "DZ"),
                    Map.entry("\u01f2", "Dz"),
                    Map.entry("\u01f3", "dz"),
                    Map.entry("\u01c4", "D\u017d"),
                    Map.entry("\u01c5", "D\u017e"),
                    Map.entry("\u01c6", "d\u017e"),
                    Map.entry("\u01c7", "LJ"),
                    Map.entry("\u01c8", "Lj"),
                    Map.entry("\u01c9", "lj"),
                    Map.entry("\u01ca", "NJ"),
                    Map.entry("\u01cb", "Nj"),
                    Map.entry("\u01cc", "nj"),
                    Map.entry("\ufb00", "ff"),
                    Map.entry("\ufb01", "fi"),
                    Map.entry("\ufb02", "fl"),
                    Map.entry("\ufb03", "ffi"),
                    Map.entry("\ufb04", "ffl"),
                    Map.entry("\ufb05", "\u017ft"),
                    Map.entry("\ufb06", "st"));
    private static final Pattern LIGATURE =
            Pattern.compile("[" + String.join("", LIGATURES.keySet()) + "]");

    private TextMending() {}

    /** Plain text in lower case, with single spaces and none at the ends. */
    static String clean(String text) {
        // As ftfy, which takes a text with a tag in it for HTML and leaves the rest alone.
        String mended = characters(text.indexOf('<') < 0 ? HtmlEntities.unescape(text) : text);
        String plain = HtmlEntities.unescape(HtmlEntities.unescape(mended));
        return SPACE.matcher(plain).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    }

    /** Characters that mean the same as plainer ones, replaced by these. */
    static String characters(String text) {
        String t = TERMINAL.matcher(text).replaceAll("");
        t = decodedAnew(t);
        t = replace(C1, t, m -> ofWindows(m.group()));
        t = replace(LIGATURE, t, m -> LIGATURES.get(m.group()));
        t = replace(WIDE, t, m -> Normalizer.normalize(m.group(), Normalizer.Form.NFKC));
        t = SINGLE_QUOTE.matcher(t).replaceAll("'");
        t = DOUBLE_QUOTE.matcher(t).replaceAll("\"");
        t = LONE_SURROGATE.matcher(t).replaceAll("\ufffd");
        t = CONTROL.matcher(t).replaceAll("");
        return Normalizer.normalize(t, Normalizer.Form.NFC);
    }

    /** The character that windows-1252 has at the place of a control character, if any. */
    private static String ofWindows(String control) {
        String character = new String(control.getBytes(StandardCharsets.ISO_8859_1), WINDOWS);
        return character.equals("\ufffd") ? control : character;
    }

    private static String replace(Pattern pattern, String text, Function<MatchResult, String> by) {
        return pattern.matcher(text).replaceAll(m -> Matcher.quoteReplacement(by.apply(m)));
    }

    /**
     * The text that these characters were before somebody read UTF-8 as windows-1252. Only where
     * the whole text can be read so: sound text never can, unless it is plain ASCII.
     */
    private static String decodedAnew(String text) {
        if (text.chars().allMatch(c -> c < 0x80)) {
            return text;
        }
        ByteBuffer bytes = ByteBuffer.allocate(text.length());
        CharsetEncoder windows = WINDOWS.newEncoder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // Windows leaves five bytes without a character: they came through as they were.
            if (c >= 0x80 && c < 0xA0) {
                bytes.put((byte) c);
            } else if (windows.canEncode(c)) {
                bytes.put(Character.toString(c).getBytes(WINDOWS)[0]);
            } else {
                return text;
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            return text;
        }
    }
}
