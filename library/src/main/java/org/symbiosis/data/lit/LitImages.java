package org.symbiosis.data.lit;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.Picture;

/** All pictures of all scenes as one list: the first scene's lights, then the second's, ... */
public final class LitImages implements ImageSource {
    private final LitScenes scenes;
    private final int shorterSide;
    private final int[] first; // of each scene, and the number of pictures

    /**
     * The pictures of these scenes.
     *
     * @param shorterSide larger ones are made smaller to this; 0 for none
     */
    public LitImages(LitScenes scenes, int shorterSide) {
        this.scenes = scenes;
        this.shorterSide = shorterSide;
        this.first = new int[scenes.size() + 1];
        for (int s = 0; s < scenes.size(); s++) {
            first[s + 1] = first[s] + scenes.lights(s);
        }
    }

    @Override
    public String name() {
        return scenes.name();
    }

    @Override
    public int size() {
        return first[scenes.size()];
    }

    /** The scene of picture {@code i}. */
    public int scene(int i) {
        int at = Arrays.binarySearch(first, i);
        return at >= 0 ? at : -at - 2;
    }

    /** The light of picture {@code i} within its scene. */
    public int light(int i) {
        return i - first[scene(i)];
    }

    /** The place of a scene's light in the list. */
    public int index(int scene, int light) {
        return first[scene] + light;
    }

    @Override
    public String path(int i) {
        return scenes.scene(scene(i)) + "/" + scenes.light(scene(i), light(i));
    }

    /** The scene. */
    @Override
    public int label(int i) {
        return scene(i);
    }

    @Override
    public List<String> classes() {
        return IntStream.range(0, scenes.size()).mapToObj(scenes::scene).toList();
    }

    @Override
    public Picture read(int i) throws IOException {
        return Reduction.shorterSide(scenes.read(scene(i), light(i)), shorterSide);
    }

    @Override
    public void close() {
        scenes.close();
    }
}
