package org.symbiosis.intrinsics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.symbiosis.data.lit.LitScenes;
import org.symbiosis.eval.Features;
import org.symbiosis.eval.Knn;

/**
 * What the codes of lights tell by their nearest neighbours: the light, as they should, and the
 * scene, as they should not. Lights that are their scene's own are left out.
 *
 * @param light how often pictures of other scenes tell a picture's light
 * @param scene how often pictures under other lights tell a picture's scene
 */
public record CodeStudy(Accuracy light, Accuracy scene) {
    /**
     * How often neighbours are right.
     *
     * @param percent of pictures; not a number where there are no neighbours
     * @param chance what neighbours by lot would reach, in percent
     */
    public record Accuracy(double percent, double chance) {}

    /** A picture's code, and the numbers of its light's meaning and of its scene. */
    private record Seen(Light code, int light, int scene) {}

    /** Looks at the codes of all lights of all scenes. */
    static CodeStudy of(LitScenes scenes, List<List<Light>> lights) {
        Map<String, Integer> numbers = new HashMap<>();
        List<Seen> seen = new ArrayList<>();
        for (int s = 0; s < lights.size(); s++) {
            for (int l = 0; l < lights.get(s).size(); l++) {
                Optional<String> meaning = scenes.meaning(s, l);
                if (meaning.isPresent()) {
                    int number = numbers.computeIfAbsent(meaning.get(), m -> numbers.size());
                    seen.add(new Seen(lights.get(s).get(l), number, s));
                }
            }
        }
        return new CodeStudy(
                accuracy(seen, Seen::light, Seen::scene), accuracy(seen, Seen::scene, Seen::light));
    }

    /** Each group in turn asks the pictures of all others. */
    private static Accuracy accuracy(
            List<Seen> seen, ToIntFunction<Seen> label, ToIntFunction<Seen> group) {
        Features all = features(seen, label);
        int[] groups = seen.stream().mapToInt(group).toArray();
        double right = 0;
        double chance = 0;
        int asked = 0;
        for (int g : IntStream.of(groups).distinct().toArray()) {
            Features own = some(all, i -> groups[i] == g);
            Features others = some(all, i -> groups[i] != g);
            if (others.n() == 0) {
                continue;
            }
            right += Knn.TABLES.classify(others, own, all.classCount()).top1() * own.n();
            for (int wanted : own.labels()) {
                long hits = IntStream.of(others.labels()).filter(l -> l == wanted).count();
                chance += 100.0 * hits / others.n();
            }
            asked += own.n();
        }
        return new Accuracy(right / asked, chance / asked);
    }

    private static Features features(List<Seen> seen, ToIntFunction<Seen> label) {
        int d = seen.isEmpty() ? 1 : seen.get(0).code().code().size();
        float[] values = new float[seen.size() * d];
        for (int i = 0; i < values.length; i++) {
            values[i] = seen.get(i / d).code().code().get(i % d);
        }
        int[] labels = seen.stream().mapToInt(label).toArray();
        List<String> paths = Collections.nCopies(seen.size(), "");
        return new Features(values, seen.size(), d, labels, paths, "codes of lights");
    }

    private static Features some(Features all, IntPredicate chosen) {
        return all.rows(IntStream.range(0, all.n()).filter(chosen).toArray());
    }
}
