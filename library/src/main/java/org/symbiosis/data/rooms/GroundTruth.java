package org.symbiosis.data.rooms;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is known about every pixel of a scene, whatever the light. Arrays are row-major from the top
 * left, and the record's own: do not change them.
 *
 * @param size side of the picture
 * @param albedo (size, size, 3): linear reflectance in [0, .92], the mean of a pixel's subsamples
 * @param instance (size, size): ids 0 .. n - 1, each in the picture, stuff first
 * @param semantic (size, size): {@link Semantic#id()}
 * @param depth (size, size): metres along the camera's axis
 * @param emissive (size, size): whether a lamp's shade is shown, whose albedo is not judged
 * @param glossy (size, size): whether highlights or a mirror hide the albedo, likewise
 * @param instances by id
 */
public record GroundTruth(
        int size,
        float[] albedo,
        int[] instance,
        byte[] semantic,
        float[] depth,
        boolean[] emissive,
        boolean[] glossy,
        List<Instance> instances) {
    /** Checks that all maps have the picture's size. */
    public GroundTruth {
        int pixels = size * size;
        if (albedo.length != 3 * pixels
                || instance.length != pixels
                || semantic.length != pixels
                || depth.length != pixels
                || emissive.length != pixels
                || glossy.length != pixels) {
            throw new IllegalArgumentException("not all maps are " + size + " x " + size);
        }
        instances = List.copyOf(instances);
    }

    /** The albedo as a picture: (size, size, 3) sRGB bytes. */
    public byte[] albedoSrgb() {
        byte[] out = new byte[albedo.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = ToneMap.encode(albedo[i]);
        }
        return out;
    }

    static GroundTruth of(Scene scene, Film film) {
        int pixels = film.size * film.size;
        List<Instance> instances = visible(scene, film);
        int[] ids = new int[Walls.COUNT + scene.things().size()];
        int[] seen = film.instance;
        int next = 0;
        for (int raw : Arrays.stream(seen).distinct().sorted().toArray()) {
            ids[raw] = next++;
        }
        int[] instance = new int[pixels];
        byte[] semantic = new byte[pixels];
        boolean[] emissive = new boolean[pixels];
        boolean[] glossy = new boolean[pixels];
        for (int i = 0; i < pixels; i++) {
            instance[i] = ids[seen[i]];
            semantic[i] = (byte) instances.get(instance[i]).semantic().id();
            emissive[i] = (film.flags[i] & Film.EMISSIVE) != 0;
            glossy[i] = (film.flags[i] & Film.GLOSSY) != 0;
        }
        return new GroundTruth(
                film.size,
                film.albedo,
                instance,
                semantic,
                film.depth,
                emissive,
                glossy,
                instances);
    }

    private static List<Instance> visible(Scene scene, Film film) {
        int[] count = new int[Walls.COUNT + scene.things().size()];
        for (int raw : film.instance) {
            count[raw]++;
        }
        List<Instance> instances = new ArrayList<>();
        for (int raw = 0; raw < count.length; raw++) {
            if (count[raw] > 0) {
                instances.add(instance(scene, raw, instances.size(), count[raw]));
            }
        }
        return instances;
    }

    private static Instance instance(Scene scene, int raw, int id, int pixels) {
        if (raw < Walls.COUNT) {
            Semantic semantic = Walls.semantic(raw);
            return new Instance(id, semantic, semantic.label(), pixels);
        }
        Part part = scene.things().get(raw - Walls.COUNT);
        return new Instance(id, part.semantic(), part.name(), pixels);
    }
}
