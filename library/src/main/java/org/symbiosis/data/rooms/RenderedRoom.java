package org.symbiosis.data.rooms;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.symbiosis.data.Picture;

/**
 * A scene under all its lights, with everything that is known about it.
 *
 * <p>Lighting {@code k} is slot {@code k} for 0 .. 24, then the configuration's mixtures. The
 * radiance of every slot is kept, so that any mixture costs no ray.
 */
public final class RenderedRoom {
    private final Scene scene;
    private final Film film;
    private final RoomsConfig config;
    private final GroundTruth truth;

    RenderedRoom(Scene scene, Film film, RoomsConfig config) {
        this.scene = scene;
        this.film = film;
        this.config = config;
        this.truth = GroundTruth.of(scene, film);
    }

    /** Index of the scene. */
    public long index() {
        return scene.index();
    }

    /** What kind of room it is. */
    public RoomType type() {
        return scene.type();
    }

    /** Colour of the walls (of the first, where they have two). */
    public Colour wallColour() {
        return scene.room().wall().colour();
    }

    /** Colour of the floor, likewise. */
    public Colour floorColour() {
        return scene.room().floor().colour();
    }

    /** What the floor is made of. */
    public FloorKind floorKind() {
        return scene.room().floorKind();
    }

    /** Number of lightings: 25 and the mixtures. */
    public int lights() {
        return LightSlot.COUNT + config.mixtures();
    }

    /** What is on in lighting {@code k}. */
    public Mixture lighting(int k) {
        if (k < 0 || k >= lights()) {
            throw new IndexOutOfBoundsException("lighting " + k + " of " + lights());
        }
        return Mixture.of(config.seed(), scene.index(), k);
    }

    /** Lighting {@code k} as a camera shows it: tone-mapped, 8 bits, sRGB. */
    public Picture picture(int k) {
        return picture(lighting(k));
    }

    /** Any lights together, likewise. */
    public Picture picture(Mixture mixture) {
        byte[] samples = ToneMap.picture(subsamples(mixture), film.hit);
        return new Picture(film.size, film.size, 3, samples);
    }

    /** Linear radiance of lighting {@code k} before tone mapping: (size, size, 3). */
    public float[] radiance(int k) {
        float[] sub = subsamples(lighting(k));
        float[] mean = new float[sub.length / 4];
        for (int i = 0; i < sub.length; i++) {
            mean[i / 12 * 3 + i % 3] += sub[i] / 4;
        }
        return mean;
    }

    private float[] subsamples(Mixture mixture) {
        return mixture.sum(
                Arrays.stream(mixture.slots()).mapToObj(slot -> film.radiance[slot]).toList());
    }

    /** Albedo, instances, labels, depth: the same under every light. */
    public GroundTruth truth() {
        return truth;
    }

    /** Where the mirror ball is seen, if the configuration has one and it is in view. */
    public Optional<ProbeBox> probe() {
        return Optional.ofNullable(ProbeBox.of(film));
    }

    /** A sentence about lighting {@code k}: the room, up to three things, walls, floor, light. */
    public String caption(int k) {
        return captions(k).full(k);
    }

    /** The same in short: the room, one thing, light. */
    public String shortCaption(int k) {
        return captions(k).brief();
    }

    /** What {@link #caption} can say of lighting {@code k}, in all its forms. */
    public List<String> captionForms(int k) {
        return Captions.Template.ALL.stream().map(captions(k)::full).toList();
    }

    private Captions captions(int k) {
        return new Captions(scene, lighting(k).phrase());
    }

    /** Pairs of points, and which is darker by the true albedo. */
    public Judgements judgements() {
        return Judge.judge(
                truth,
                Purpose.JUDGEMENTS.open(config.seed(), scene.index()),
                config.judgementNoise());
    }
}
