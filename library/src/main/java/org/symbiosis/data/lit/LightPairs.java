package org.symbiosis.data.lit;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symbiosis.data.CachedSource;
import org.symbiosis.data.ImageSource;
import org.symbiosis.data.Normalisation;
import org.symbiosis.data.Planes;
import org.symbiosis.data.Resampling;
import org.symbiosis.data.Samples;
import org.symbiosis.data.SplitMix;

/**
 * Every picture of every scene, with another of the same scene under another light beside it: both
 * cropped and flipped alike, the picture above its partner.
 */
public final class LightPairs implements Samples {
    private static final Logger log = LoggerFactory.getLogger(LightPairs.class);

    /** Beyond a picture's border: 0 once it is normalised, as in the reference. */
    private static final float GREY = 0.5f;

    private final LitScenes scenes;
    private final LitImages images;
    private final ImageSource cached;
    private final JointCrop crop;
    private final Set<Integer> uneven = ConcurrentHashMap.newKeySet();

    /**
     * Pairs of these scenes.
     *
     * @param shorterSide larger pictures are made smaller to this once; 0 for none
     * @param cacheBytes of decoded pictures that stay in memory
     */
    public LightPairs(LitScenes scenes, JointCrop crop, int shorterSide, long cacheBytes) {
        this.scenes = scenes;
        this.images = new LitImages(scenes, shorterSide);
        this.cached = new CachedSource(images, cacheBytes);
        this.crop = crop;
    }

    @Override
    public String name() {
        return images.name();
    }

    @Override
    public int size() {
        return images.size();
    }

    @Override
    public String path(int i) {
        return images.path(i);
    }

    @Override
    public int label(int i) {
        return images.scene(i);
    }

    @Override
    public Planes sample(int i, SplitMix random) throws IOException {
        int scene = images.scene(i);
        int light = images.light(i);
        int other = random.below(scenes.lights(scene) - 1);
        int partner = other < light ? other : other + 1;
        Planes target = Planes.of(cached.read(i));
        Planes mate = Planes.of(cached.read(images.index(scene, partner)));
        JointCrop.Window window = crop.draw(target.width(), target.height(), random);
        return stacked(
                crop.sample(target, window, GREY),
                crop.sample(fitted(mate, target, scene), window, GREY));
    }

    /** The partner at the target's size; a scene whose pictures differ is named once. */
    private Planes fitted(Planes mate, Planes target, int scene) {
        boolean isFitting = mate.width() == target.width() && mate.height() == target.height();
        if (!isFitting && uneven.add(scene)) {
            log.warn(
                    "the pictures of {} in {} differ in size ({} x {} and {} x {}); they are resized",
                    scenes.scene(scene),
                    name(),
                    target.width(),
                    target.height(),
                    mate.width(),
                    mate.height());
        }
        return Resampling.BILINEAR.resize(mate, target.width(), target.height());
    }

    /** One picture above another of its width. */
    private static Planes stacked(Planes above, Planes below) {
        int plane = above.width() * above.height();
        float[] both = new float[6 * plane];
        for (int c = 0; c < 3; c++) {
            System.arraycopy(above.values(), c * plane, both, 2 * c * plane, plane);
            System.arraycopy(below.values(), c * plane, both, (2 * c + 1) * plane, plane);
        }
        return new Planes(above.width(), 2 * above.height(), both);
    }

    /** From [0, 1] to [-1, 1]. */
    @Override
    public Normalisation normalisation() {
        return Normalisation.HALF;
    }
}
