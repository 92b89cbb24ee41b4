package org.symbiosis.eval.intrinsic;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.symbiosis.UserError;
import org.symbiosis.data.DecodeLimits;
import org.symbiosis.data.ImageDecoder;
import org.symbiosis.data.Planes;
import org.symbiosis.data.lit.LightnessJudgements;
import org.symbiosis.data.lit.LitScenes;

/**
 * Photographs in which people judged the lightness of surfaces, read when asked for.
 *
 * @param photos in the order of the files
 */
public record JudgedPhotos(List<Photo> photos) {
    /** Copies the list. */
    public JudgedPhotos {
        photos = List.copyOf(photos);
    }

    /**
     * A photograph and its judgements.
     *
     * @param name unique
     */
    public record Photo(
            String name, Supplier<Planes> picture, Supplier<LightnessJudgements> judgements) {}

    /** Which photographs of the data set. */
    public enum Split {
        /** All of them. */
        ALL,
        /** 4,184 of 5,230. */
        TRAIN,
        /** The other 1,046. */
        TEST
    }

    /**
     * The pictures of those scenes that were judged, some lights of each, evenly spread; none where
     * nobody judged any.
     */
    public static JudgedPhotos of(LitScenes scenes, int lightsPerScene) {
        List<Photo> photos = new ArrayList<>();
        for (int s = 0; s < scenes.size(); s++) {
            if (scenes.isJudged(s)) {
                photos.addAll(lights(scenes, s, lightsPerScene));
            }
        }
        return new JudgedPhotos(photos);
    }

    private static List<Photo> lights(LitScenes scenes, int s, int most) {
        int lights = Math.min(most, scenes.lights(s));
        return IntStream.range(0, lights)
                .map(i -> i * scenes.lights(s) / lights)
                .mapToObj(
                        light ->
                                new Photo(
                                        scenes.scene(s) + "/" + scenes.light(s, light),
                                        () -> Planes.of(scenes.picture(s, light)),
                                        () -> scenes.judgements(s).orElseThrow()))
                .toList();
    }

    /** At most so many of them, the first. */
    public JudgedPhotos first(int most) {
        return new JudgedPhotos(photos.subList(0, Math.min(most, photos.size())));
    }

    /** Whether a folder is laid out as Intrinsic Images in the Wild: {@code 1.png, 1.json, ...}. */
    public static boolean isFolder(Path folder) {
        try (Stream<Path> list = Files.list(folder)) {
            return list.anyMatch(p -> p.getFileName().toString().matches("\\d+\\.json"));
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * The photographs of a folder of Intrinsic Images in the Wild.
     *
     * @throws UserError when there is none of the split
     */
    public static JudgedPhotos inFolder(Path folder, Split split) {
        Set<String> test = testNames();
        List<Photo> photos = new ArrayList<>();
        try (Stream<Path> list = Files.list(folder)) {
            list.filter(p -> p.getFileName().toString().matches("\\d+\\.json"))
                    .sorted(Comparator.comparing(JudgedPhotos::number))
                    .filter(
                            p ->
                                    split == Split.ALL
                                            || test.contains(stem(p)) == (split == Split.TEST))
                    .forEach(p -> photos.add(photo(p)));
        } catch (IOException e) {
            throw UserError.failed(
                    "cannot list " + folder + " (" + e.getMessage() + ")", "check the path", e);
        }
        if (photos.isEmpty()) {
            throw UserError.usage(
                    folder + " holds no judged photograph of the split",
                    "give a folder with N.png and N.json, and another split");
        }
        return new JudgedPhotos(photos);
    }

    private static String stem(Path json) {
        return json.getFileName().toString().replace(".json", "");
    }

    private static long number(Path json) {
        return Long.parseLong(stem(json));
    }

    private static Photo photo(Path json) {
        Path png = json.resolveSibling(stem(json) + ".png");
        return new Photo(stem(json), () -> decode(png), () -> LightnessJudgements.read(json));
    }

    private static Planes decode(Path png) {
        try {
            byte[] bytes = Files.readAllBytes(png);
            ImageDecoder decoder = new ImageDecoder(DecodeLimits.DEFAULT);
            return Planes.of(decoder.decode(png.toString(), bytes));
        } catch (IOException e) {
            throw UserError.failed(
                    "cannot read " + png + " (" + e.getMessage() + ")", "fetch it again", e);
        }
    }

    private static Set<String> testNames() {
        try (InputStream in = JudgedPhotos.class.getResourceAsStream("iiw-test-ids.txt");
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            Set<String> names = new HashSet<>();
            lines.lines().map(String::trim).filter(l -> !l.isEmpty()).forEach(names::add);
            return names;
        } catch (IOException e) {
            throw new IllegalStateException("the list of test photographs is part of the jar", e);
        }
    }
}
