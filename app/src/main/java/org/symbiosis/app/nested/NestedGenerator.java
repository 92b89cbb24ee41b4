package org.symbiosis.app.nested;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.symbiosis.UserError;
import org.symbiosis.app.generate.Generator;
import org.symbiosis.data.Planes;
import org.symbiosis.nested.NestedConfig;
import org.symbiosis.nested.NestedFile;
import org.symbiosis.nested.Prompts;
import org.symbiosis.nested.SampleRequest;
import org.symbiosis.nested.Told;
import org.symbiosis.tensor.Scope;

/** A hierarchy as a generator like all others: pictures by their numbers. */
public final class NestedGenerator implements Generator {
    private final Atelier atelier;
    private final long seed;
    private final Prompting prompting;

    /** What pictures are to show, by their numbers. */
    @FunctionalInterface
    public interface Prompting extends AutoCloseable {
        /**
         * Of {@code count} pictures from {@code first} on; tensors belong to the caller's scope.
         */
        Prompts of(long first, int count);

        /** Nothing in particular. */
        static Prompting none() {
            return (first, count) -> new Prompts.None();
        }

        /** These classes in turn. */
        static Prompting classes(List<Integer> classes) {
            return (first, count) ->
                    new Prompts.Classes(
                            IntStream.range(0, count)
                                    .map(i -> classes.get((int) ((first + i) % classes.size())))
                                    .toArray());
        }

        /** All of so many classes in turn. */
        static Prompting classes(int count) {
            return classes(IntStream.range(0, count).boxed().toList());
        }

        /** Frees what reads texts. */
        @Override
        default void close() {}
    }

    /** Takes the atelier over; it is closed with this generator. */
    public NestedGenerator(Atelier atelier, long seed) {
        this(atelier, seed, Prompting.none());
    }

    /** The same for hierarchies that are told texts; the prompting is closed with it too. */
    public NestedGenerator(Atelier atelier, long seed, Prompting prompting) {
        this.atelier = atelier;
        this.seed = seed;
        this.prompting = prompting;
    }

    /**
     * The same, drawing what is wished for.
     *
     * @throws UserError when the model cannot be asked for it
     */
    public static NestedGenerator open(Atelier atelier, long seed, HierarchyWishes wishes) {
        try {
            Prompting prompting = wishes.prompting(atelier.model().config().told());
            return new NestedGenerator(atelier, seed, prompting);
        } catch (UserError e) {
            atelier.close();
            throw e;
        }
    }

    /** What a hierarchy is and how it is drawn from, for reports. */
    public static Map<String, Object> words(Atelier atelier) {
        NestedConfig config = atelier.model().config();
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("kind", "nested diffusion");
        words.put("levels", config.levels());
        words.put("sigmas", config.sigmas());
        boolean isMean = atelier.model().weights() == NestedFile.Weights.MEAN;
        words.put("weights", isMean ? "running mean" : "last step");
        if (!atelier.model().steps().isEmpty()) {
            words.put("steps", atelier.model().steps());
        }
        words.put("guidance", atelier.weights());
        words.put("gamma", atelier.how().gamma());
        words.put("sampler", atelier.how().sampler().on(config.schedule()).toString());
        words.put("encoder", atelier.model().latents().encoder());
        return words;
    }

    @Override
    public Map<String, Object> words() {
        return words(atelier);
    }

    @Override
    public int classes() {
        Told told = atelier.model().config().told();
        return told instanceof Told.Classes c ? c.count() : 0;
    }

    @Override
    public List<Planes> images(long first, int[] labels) {
        try (Scope s = Scope.open()) {
            Prompts prompts =
                    classes() > 0
                            ? new Prompts.Classes(labels)
                            : prompting.of(first, labels.length);
            return atelier.pictures(
                    atelier.draw(new SampleRequest(seed, Map.of(), first, labels.length, prompts)));
        }
    }

    @Override
    public void close() {
        atelier.close();
        prompting.close();
    }
}
