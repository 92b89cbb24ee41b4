package org.symbiosis.eval.intrinsic;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.symbiosis.AtomicFile;
import org.symbiosis.UserError;
import org.symbiosis.data.SplitMix;
import org.symbiosis.data.lit.LitScenes;

/**
 * Which pictures are relit like which others: the same for every model.
 *
 * @param pairs in rounds; within one, every picture of every scene is relit once
 * @param rounds how many
 */
public record RelightPairs(List<Pair> pairs, int rounds) {
    /** Rounds of the dissertation. */
    public static final int ROUNDS = 12;

    private static final String HEAD = "round,scene,light,target,reference,reference_light";
    private static final int COLUMNS = 6;

    /** Copies the list. */
    public RelightPairs {
        pairs = List.copyOf(pairs);
    }

    /**
     * A picture to be relit.
     *
     * @param round from 0
     * @param scene of the picture, and of the target
     * @param light of the picture
     * @param target light that it is to be under
     * @param reference scene that shows that light; the same as {@code scene} where no other does
     * @param referenceLight index of that light there
     */
    public record Pair(
            int round, int scene, int light, int target, int reference, int referenceLight) {}

    /**
     * Draws another light of the same scene, out of those that another scene has too where there
     * are such, and another scene under that light, each as likely as the next.
     */
    public static RelightPairs draw(LitScenes scenes, int rounds, long seed) {
        Lights lights = new Lights(scenes);
        List<Pair> pairs = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            for (int s = 0; s < scenes.size(); s++) {
                for (int l = 0; l < scenes.lights(s); l++) {
                    SplitMix r = SplitMix.of(seed, round, s, l);
                    int target = r.pick(lights.targets(s, l));
                    int[] place = r.pick(lights.references(s, target));
                    pairs.add(new Pair(round, s, l, target, place[0], place[1]));
                }
            }
        }
        return new RelightPairs(pairs, rounds);
    }

    /** Where each light is to be had. */
    private static final class Lights {
        private final LitScenes scenes;
        private final Map<String, List<int[]>> places = new HashMap<>();
        private final List<List<Integer>> shared = new ArrayList<>();

        Lights(LitScenes scenes) {
            this.scenes = scenes;
            for (int s = 0; s < scenes.size(); s++) {
                for (int l = 0; l < scenes.lights(s); l++) {
                    int[] place = {s, l};
                    scenes.meaning(s, l)
                            .ifPresent(
                                    m ->
                                            places.computeIfAbsent(m, k -> new ArrayList<>())
                                                    .add(place));
                }
            }
            for (int s = 0; s < scenes.size(); s++) {
                int scene = s;
                shared.add(
                        IntStream.range(0, scenes.lights(s))
                                .filter(l -> !elsewhere(scene, l).isEmpty())
                                .boxed()
                                .toList());
            }
        }

        private List<int[]> elsewhere(int s, int l) {
            return scenes.meaning(s, l).map(places::get).orElse(List.of()).stream()
                    .filter(p -> p[0] != s)
                    .toList();
        }

        /** The scene's other lights that another scene has, or all others where none has any. */
        List<Integer> targets(int s, int l) {
            List<Integer> others = shared.get(s).stream().filter(k -> k != l).toList();
            return others.isEmpty()
                    ? IntStream.range(0, scenes.lights(s)).filter(k -> k != l).boxed().toList()
                    : others;
        }

        /** Scenes and lights that show this light; the target itself where no other scene does. */
        List<int[]> references(int s, int target) {
            List<int[]> others = elsewhere(s, target);
            return others.isEmpty() ? List.of(new int[] {s, target}) : others;
        }
    }

    /** Whether some target is its own reference, because no other scene has its light. */
    public boolean hasOwnReferences() {
        return pairs.stream().anyMatch(p -> p.reference() == p.scene());
    }

    /** Keeps the pairs as a table. */
    public void write(Path file) {
        StringBuilder text = new StringBuilder(HEAD).append('\n');
        for (Pair p : pairs) {
            text.append(p.round())
                    .append(',')
                    .append(p.scene())
                    .append(',')
                    .append(p.light())
                    .append(',')
                    .append(p.target())
                    .append(',')
                    .append(p.reference())
                    .append(',')
                    .append(p.referenceLight())
                    .append('\n');
        }
        AtomicFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a table of pairs.
     *
     * @throws UserError when it is malformed, or names what these scenes do not have
     */
    public static RelightPairs read(Path file, LitScenes scenes) {
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.isEmpty() || !lines.get(0).strip().equals(HEAD)) {
                throw new IllegalArgumentException("its first line is not " + HEAD);
            }
            List<Pair> pairs = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                pairs.add(pair(line, scenes));
            }
            return new RelightPairs(pairs, rounds(pairs));
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw UserError.failed(
                    file + " is no table of pairs for these scenes (" + e.getMessage() + ")",
                    "take one that was written for the same data",
                    e);
        }
    }

    private static Pair pair(String line, LitScenes scenes) {
        int[] v = Arrays.stream(line.split(",", -1)).mapToInt(Integer::parseInt).toArray();
        if (v.length != COLUMNS) {
            throw new IllegalArgumentException("'" + line + "' is not " + COLUMNS + " numbers");
        }
        Pair p = new Pair(v[0], v[1], v[2], v[3], v[4], v[5]);
        if (p.round() < 0) {
            throw new IllegalArgumentException("'" + line + "' begins with a negative round");
        }
        Objects.checkIndex(p.scene(), scenes.size());
        Objects.checkIndex(p.reference(), scenes.size());
        Objects.checkIndex(p.light(), scenes.lights(p.scene()));
        Objects.checkIndex(p.target(), scenes.lights(p.scene()));
        Objects.checkIndex(p.referenceLight(), scenes.lights(p.reference()));
        return p;
    }

    /** Their number; none between the first and the last is empty. */
    private static int rounds(List<Pair> pairs) {
        BitSet met = new BitSet();
        pairs.forEach(p -> met.set(p.round()));
        if (met.isEmpty()) {
            throw new IllegalArgumentException("it holds no pair");
        }
        if (met.cardinality() < met.length()) {
            throw new IllegalArgumentException("no pair is of round " + met.nextClearBit(0));
        }
        return met.length();
    }
}
