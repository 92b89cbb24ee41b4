package org.symbiosis.pretrained;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.tensor.Plain;

/**
 * CLIP's tokenizer: byte pairs over lower-case text, with OpenAI's merges.
 *
 * <p>Text is mended first, as OpenAI's code does: HTML references, white space, broken Unicode.
 */
public final class ClipTokenizer {
    /** Ids of a text, marks included. */
    public static final int LENGTH = 77;

    /** The id that starts a text. */
    public static final int START = 49406;

    /** The id that ends a text. */
    public static final int END = 49407;

    /** What fills a short text up. */
    public enum Padding {
        /** The id 0: OpenAI's code, for CLIP's similarity. */
        ZERO(0),
        /** The end id again: Stable Diffusion and the U-ViT, which look at all 77 states. */
        END(ClipTokenizer.END);

        private final int id;

        Padding(int id) {
            this.id = id;
        }
    }

    private static final String START_MARK = "<|startoftext|>";
    private static final String END_MARK = "<|endoftext|>";
    private static final String LAST = "</w>";
    private static final int BYTES = 256;

    private static final Pattern WORDS =
            Pattern.compile(
                    "<\\|startoftext\\|>|<\\|endoftext\\|>|'s|'t|'re|'ve|'m|'ll|'d"
                            + "|\\p{L}+|\\p{N}|[^\\s\\p{L}\\p{N}]+",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);

    private final String[] byteSymbols = byteSymbols();
    private final List<String> symbols = new ArrayList<>(END + 1);
    private final Map<String, Integer> ids = new HashMap<>();
    private final BytePairs pairs;

    /** Reads the merges that come with the library. */
    public ClipTokenizer() {
        List<String> merges = merges();
        pairs = new BytePairs(merges);
        int[] order = byteOrder();
        Arrays.stream(order).forEach(b -> add(byteSymbols[b]));
        Arrays.stream(order).forEach(b -> add(byteSymbols[b] + LAST));
        merges.forEach(pair -> add(pair.replace(" ", "")));
        add(START_MARK);
        add(END_MARK);
    }

    private void add(String symbol) {
        ids.put(symbol, symbols.size());
        symbols.add(symbol);
    }

    private static List<String> merges() {
        try (BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(
                                        ClipTokenizer.class.getResourceAsStream(
                                                "clip-bpe-merges.txt.gz")),
                                StandardCharsets.UTF_8))) {
            return in.lines().skip(1).limit(START - 2 * BYTES).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes that stay themselves first, then the others. */
    private static int[] byteOrder() {
        int[] order = new int[BYTES];
        int at = 0;
        for (boolean printable : new boolean[] {true, false}) {
            for (int b = 0; b < BYTES; b++) {
                if (isPrintable(b) == printable) {
                    order[at++] = b;
                }
            }
        }
        return order;
    }

    /** A printable stand-in for every byte: itself, or from U+0100 on in order. */
    private static String[] byteSymbols() {
        String[] symbols = new String[BYTES];
        int spare = BYTES;
        for (int b = 0; b < BYTES; b++) {
            symbols[b] = Character.toString(isPrintable(b) ? b : spare++);
        }
        return symbols;
    }

    private static boolean isPrintable(int b) {
        return (b >= 33 && b <= 126) || (b >= 161 && b <= 172) || b >= 174;
    }

    /** The ids of a text without marks, however many. */
    public long[] ids(String text) {
        List<Integer> found = new ArrayList<>();
        Matcher words = WORDS.matcher(TextMending.clean(text));
        while (words.find()) {
            split(words.group()).forEach(symbol -> found.add(ids.get(symbol)));
        }
        return found.stream().mapToLong(Integer::longValue).toArray();
    }

    private List<String> split(String word) {
        if (word.equals(START_MARK) || word.equals(END_MARK)) {
            return List.of(word);
        }
        List<String> letters = new ArrayList<>();
        for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
            letters.add(byteSymbols[b & 0xFF]);
        }
        int last = letters.size() - 1;
        letters.set(last, letters.get(last) + LAST);
        return pairs.merge(letters);
    }

    /** Start, ids, end and padding: {@link #LENGTH} ids; what is too long loses its end. */
    public long[] encode(String text, Padding padding) {
        long[] inner = ids(text);
        int n = Math.min(inner.length, LENGTH - 2);
        long[] all = new long[LENGTH];
        Arrays.fill(all, padding.id);
        all[0] = START;
        System.arraycopy(inner, 0, all, 1, n);
        all[n + 1] = END;
        return all;
    }

    /** As {@link #encode(String, Padding)} for several texts: {@code (B, 77)}. */
    public Tensor encode(List<String> texts, Padding padding) {
        long[] all =
                texts.stream()
                        .flatMapToLong(text -> Arrays.stream(encode(text, padding)))
                        .toArray();
        return Plain.tensor(all, texts.size(), LENGTH);
    }

    /** The text of ids: words in lower case, each followed by a space. */
    public String decode(long... ids) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StringBuilder joined = new StringBuilder();
        for (long id : ids) {
            joined.append(symbols.get(Math.toIntExact(id)));
        }
        List<String> stands = Arrays.asList(byteSymbols);
        joined.codePoints().map(c -> stands.indexOf(Character.toString(c))).forEach(bytes::write);
        return bytes.toString(StandardCharsets.UTF_8).replace(LAST, " ");
    }
}
