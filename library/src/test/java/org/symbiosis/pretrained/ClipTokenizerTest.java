package org.symbiosis.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.symbiosis.data.SplitMix;
import org.symbiosis.pretrained.ClipTokenizer.Padding;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;
import org.symbiosis.tensor.Shapes;

class ClipTokenizerTest {
    private static final ClipTokenizer TOKENIZER = new ClipTokenizer();

    @ParameterizedTest
    @EnumSource
    void anyTextGives77IdsBetweenItsMarks(Padding padding) {
        long fill = padding == Padding.ZERO ? 0 : ClipTokenizer.END;
        SplitMix random = SplitMix.of(8, fill);
        for (int i = 0; i < 300; i++) {
            String text = anyText(random);
            long[] ids = TOKENIZER.encode(text, padding);
            assertThat(ids).as(text).hasSize(77).startsWith(ClipTokenizer.START);
            assertThat(Arrays.stream(ids)).allMatch(id -> id >= 0 && id <= ClipTokenizer.END);
            int n = Math.min(TOKENIZER.ids(text).length, 75);
            assertThat(ids[n + 1]).isEqualTo(ClipTokenizer.END);
            assertThat(Arrays.stream(ids).skip(n + 2)).allMatch(id -> id == fill);
        }
    }

    /** Letters, marks, white space, control characters, other scripts, halves of pairs. */
    private static String anyText(SplitMix random) {
        int[] ends = {0x80, 0x100, 0x3000, 0x10000, 0x20000};
        StringBuilder text = new StringBuilder();
        int length = random.below(60);
        int end = ends[random.below(ends.length)];
        for (int i = 0; i < length; i++) {
            int c = random.below(end);
            text.append(random.chance(0.2) ? " " : Character.toString(c));
        }
        return text.toString();
    }

    @Test
    void plainTextComesBack() {
        SplitMix random = SplitMix.of(9);
        for (int i = 0; i < 100; i++) {
            StringBuilder text = new StringBuilder();
            for (int w = 0; w < 6; w++) {
                for (int k = 0; k <= random.below(8); k++) {
                    text.append((char) ('a' + random.below(26)));
                }
                text.append(' ');
            }
            String words = text.toString();
            assertThat(TOKENIZER.decode(TOKENIZER.ids(words))).isEqualTo(words);
        }
    }

    @Test
    void aLongTextLosesItsEndAndKeepsTheMark() {
        long[] ids = TOKENIZER.encode("cat ".repeat(200), Padding.ZERO);
        assertThat(ids[0]).isEqualTo(ClipTokenizer.START);
        assertThat(Arrays.copyOfRange(ids, 1, 76)).containsOnly(2368);
        assertThat(ids[76]).isEqualTo(ClipTokenizer.END);
    }

    @Test
    void severalTextsMakeOneTensor() {
        try (Scope s = Scope.open()) {
            List<String> texts = List.of("", "a cat");
            var ids = TOKENIZER.encode(texts, Padding.END);
            assertThat(Shapes.of(ids)).containsExactly(2, 77);
            assertThat(Arrays.copyOf(Plain.longs(ids), 3))
                    .containsExactly(ClipTokenizer.START, ClipTokenizer.END, ClipTokenizer.END);
            assertThat(Shapes.of(TOKENIZER.encode(List.of(), Padding.END))).containsExactly(0, 77);
        }
    }

    @Test
    void marksInATextAreMarks() {
        assertThat(TOKENIZER.ids("a <|EndOfText|> b")).contains(ClipTokenizer.END);
        assertThat(TOKENIZER.ids("<|startoftext|>")).containsExactly(ClipTokenizer.START);
    }

    @Test
    void aWordOfManyThousandLettersIsNoTrouble() {
        String word = "xylo".repeat(10_000);
        assertThat(TOKENIZER.decode(TOKENIZER.ids(word))).isEqualTo(word + " ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"aaaa", "aabab", "babaab", "abcabcabc", "aaaaaaa", "cab"})
    void pairsAreMergedAsByRepeatedPasses(String word) {
        List<String> merges = List.of("a b", "a a", "ab c", "aa aa", "ab ab", "c ab");
        List<String> letters = List.of(word.split(""));
        assertThat(new BytePairs(merges).merge(letters)).isEqualTo(byPasses(merges, letters));
    }

    /** The textbook's loop: find the lowest rank, merge it everywhere, from left to right. */
    private static List<String> byPasses(List<String> merges, List<String> letters) {
        Map<String, Integer> ranks = new HashMap<>();
        merges.forEach(pair -> ranks.put(pair, ranks.size()));
        List<String> word = new ArrayList<>(letters);
        while (true) {
            int best = Integer.MAX_VALUE;
            for (int i = 0; i + 1 < word.size(); i++) {
                String pair = word.get(i) + " " + word.get(i + 1);
                best = Math.min(best, ranks.getOrDefault(pair, Integer.MAX_VALUE));
            }
            if (best == Integer.MAX_VALUE) {
                return word;
            }
            for (int i = 0; i + 1 < word.size(); i++) {
                if (merges.get(best).equals(word.get(i) + " " + word.get(i + 1))) {
                    word.set(i, word.get(i) + word.remove(i + 1));
                }
            }
        }
    }

    @Test
    void idsBeyondTheVocabularyAreRefused() {
        assertThatThrownBy(() -> TOKENIZER.decode(ClipTokenizer.END + 1))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "'  A\tB\n\nC ', a b c",
        "'\u201cIt\u2019s\u201d', \"it's\"",
        "'\ufb01ne o\ufb03ce', fine office",
        "'\uff21\uff22\u3000\uff11', ab 1",
        "'cafe\u0301', caf\u00e9",
        "'caf\u00c3\u00a9', caf\u00e9",
        "'\u00e2\u20ac\u0153so\u00e2\u20ac\u009d', \"so\"",
        "'na\u00efve', na\u00efve",
        "'5\u0080 \u0007now', 5\u20ac now",
        "'a &amp;amp; b', a & b",
        "'&lt;p&gt; &#233;&#xE9; &eacute; &copy2020', <p> \u00e9\u00e9 \u00e9 \u00a92020",
        "'&#128; &#0; &nosuch; &; AT&T', \u20ac \ufffd &nosuch; &; at&t",
        "'x\u001b[31my', xy",
        "'\ud800a', \ufffda"
    })
    void textIsMended(String text, String plain) {
        assertThat(TextMending.clean(text)).isEqualTo(plain);
    }
}
