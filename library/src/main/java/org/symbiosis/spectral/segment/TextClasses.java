package org.symbiosis.spectral.segment;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.UserError;
import org.symbiosis.pretrained.Clip;
import org.symbiosis.pretrained.ClipTokenizer;
import org.symbiosis.pretrained.ClipTokenizer.Padding;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/**
 * Names as vectors in CLIP's space: the mean over prompts of vectors of unit length, at unit length
 * again (appendix C.4.1).
 *
 * @param names T of them
 * @param width P, channels of the space
 * @param vectors {@code (T, P)} row-major, of unit length
 */
@SuppressWarnings("ArrayRecordComponent")
public record TextClasses(List<String> names, int width, float[] vectors) {
    /** What stands for the name in a prompt. */
    public static final String PLACE = "{}";

    /** The prompts of the dissertation. */
    public static final List<String> PROMPTS =
            List.of("a photo of a " + PLACE, "a picture of a " + PLACE);

    private static final int BATCH = 32;

    /** Keeps its own list; checks the number of values. */
    public TextClasses {
        names = List.copyOf(names);
        if (names.isEmpty() || vectors.length != names.size() * width) {
            throw new IllegalArgumentException(
                    "%d values for %d names of %d channels"
                            .formatted(vectors.length, names.size(), width));
        }
    }

    /**
     * Reads names.
     *
     * @param prompts each with a place for the name
     * @throws UserError when there is no name, or a prompt has no place for it
     */
    public static TextClasses of(Clip clip, List<String> names, List<String> prompts) {
        if (names.isEmpty() || names.stream().anyMatch(String::isBlank) || prompts.isEmpty()) {
            throw UserError.usage("there is no name to look for", "give some, as cat,dog");
        }
        for (String prompt : prompts) {
            if (!prompt.contains(PLACE)) {
                throw UserError.usage(
                        "the prompt '" + prompt + "' has no place for a name",
                        "write {} where the name stands, as 'a photo of a {}'");
            }
        }
        List<String> texts = new ArrayList<>();
        names.forEach(name -> prompts.forEach(p -> texts.add(p.replace(PLACE, name))));
        float[] each = read(clip, texts);
        int P = clip.config().projection();
        float[] vectors = new float[names.size() * P];
        for (int t = 0; t < texts.size(); t++) {
            for (int c = 0; c < P; c++) {
                vectors[t / prompts.size() * P + c] += each[t * P + c];
            }
        }
        for (int t = 0; t < names.size(); t++) {
            unit(vectors, t * P, P);
        }
        return new TextClasses(names, P, vectors);
    }

    /** Texts at unit length, {@code (texts, P)}. */
    private static float[] read(Clip clip, List<String> texts) {
        int P = clip.config().projection();
        float[] all = new float[texts.size() * P];
        ClipTokenizer tokenizer = new ClipTokenizer();
        for (int from = 0; from < texts.size(); from += BATCH) {
            List<String> some = texts.subList(from, Math.min(texts.size(), from + BATCH));
            try (Scope s = Scope.open();
                    NoGradGuard g = new NoGradGuard()) {
                Tensor ids = tokenizer.encode(some, Padding.ZERO); // (B, 77)
                float[] found = Plain.floats(Clip.unit(clip.textFeatures(ids))); // (B, P)
                System.arraycopy(found, 0, all, from * P, found.length);
            }
        }
        return all;
    }

    /** Brings the values from {@code at} on to length 1; zeros stay. */
    static void unit(float[] values, int at, int length) {
        double square = 0;
        for (int c = at; c < at + length; c++) {
            square += (double) values[c] * values[c];
        }
        for (int c = at; square > 0 && c < at + length; c++) {
            values[c] = (float) (values[c] / Math.sqrt(square));
        }
    }

    /** The cosine between name {@code t} and a vector of unit length that begins at {@code at}. */
    double cosine(int t, float[] unit, int at) {
        double cosine = 0;
        for (int c = 0; c < width; c++) {
            cosine += (double) vectors[t * width + c] * unit[at + c];
        }
        return cosine;
    }
}
