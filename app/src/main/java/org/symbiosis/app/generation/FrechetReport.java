package org.symbiosis.app.generation;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.symbiosis.app.Locations;
import org.symbiosis.data.ImageSource;
import org.symbiosis.eval.FrechetDistance;
import org.symbiosis.eval.Moments;
import org.symbiosis.eval.StatisticsFile;
import org.symbiosis.train.Progress;

/**
 * The distance of generated images from a reference set, with all that it depends on beside it.
 *
 * @param judge the network
 * @param splits parts of the Inception score
 * @param progress told of the work
 */
public record FrechetReport(Judge judge, int splits, Progress progress) {
    private static final int FEW = 10_000;

    /**
     * Where the reference is.
     *
     * @param location images, or an {@code .npz} of their statistics
     * @param limit most images
     * @param limitSeed decides which
     * @param save where to keep the statistics, or null
     */
    public record Reference(String location, int limit, long limitSeed, Path save) {}

    /** Names and values in order. */
    public Map<String, Object> compare(ImageSource generated, Reference reference) {
        Moments real = moments(reference);
        Judgement seen = judge.judge(generated, splits);
        long images = seen.moments().count();
        if (images < FEW) {
            progress.message(
                    "note: %d images; below %d the distance is biased upwards, compare only at"
                                    .formatted(images, FEW)
                            + " equal numbers");
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("measure", judge.measure(images));
        result.put("distance", FrechetDistance.of(seen.moments(), real));
        result.put("features", judge.features());
        result.put("images", images);
        result.put("reference", reference.location());
        result.put("reference_images", real.count() > 0 ? real.count() : "unknown");
        putScore(result, seen);
        putGenerator(result, generated);
        return result;
    }

    private static void putGenerator(Map<String, Object> result, ImageSource generated) {
        if (generated instanceof GeneratedImages drawn) {
            result.put("generator", drawn.name());
            drawn.words().forEach((name, value) -> result.putIfAbsent(name, value));
        }
    }

    /** The Inception score alone; empty where there is none. */
    public Map<String, Object> score(ImageSource generated) {
        Judgement seen = judge.judge(generated, splits);
        Map<String, Object> result = new LinkedHashMap<>();
        putScore(result, seen);
        if (!result.isEmpty()) {
            result.put("features", judge.features());
            result.put("images", seen.moments().count());
            putGenerator(result, generated);
        }
        return result;
    }

    private void putScore(Map<String, Object> result, Judgement seen) {
        seen.score()
                .ifPresent(
                        s -> {
                            result.put("inception_score", s.mean());
                            result.put("inception_score_deviation", s.deviation());
                            result.put("splits", splits);
                        });
    }

    private Moments moments(Reference reference) {
        if (StatisticsFile.isName(reference.location())) {
            return StatisticsFile.read(Path.of(reference.location()));
        }
        try (ImageSource source =
                Locations.open(reference.location(), reference.limit(), reference.limitSeed())) {
            Moments moments = judge.judge(source, 1).moments();
            if (reference.save() != null) {
                StatisticsFile.write(reference.save(), moments);
            }
            return moments;
        }
    }
}
