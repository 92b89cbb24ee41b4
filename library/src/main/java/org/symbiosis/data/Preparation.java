package org.symbiosis.data;

import java.util.List;
import java.util.OptionalInt;
import org.symbiosis.data.Transform.CentreCrop;
import org.symbiosis.data.Transform.PaddedCrop;
import org.symbiosis.data.Transform.RandomFlip;
import org.symbiosis.data.Transform.RandomResizedCrop;
import org.symbiosis.data.Transform.RandomResizedCrop.Tries;
import org.symbiosis.data.Transform.Resize;

/**
 * All that happens to an image before a network sees it: transforms in turn, then normalisation.
 *
 * @param transforms the last of them decides the size
 * @param normalisation of the channels
 */
public record Preparation(List<Transform> transforms, Normalisation normalisation) {
    /** Copies the list. */
    public Preparation {
        transforms = List.copyOf(transforms);
    }

    /** Pre-training of masked autoencoders: random resized crop (0.2, 1), flip; no colour. */
    public static Preparation pretraining(int size, Normalisation normalisation) {
        return new Preparation(
                List.of(new RandomResizedCrop(size, 0.2, 1, Tries.TEN), new RandomFlip(0.5)),
                normalisation);
    }

    /** Small pictures: a crop out of a border of an eighth, flip. */
    public static Preparation small(int size, Normalisation normalisation) {
        return new Preparation(
                List.of(new Resize(size), new PaddedCrop(size, size / 8), new RandomFlip(0.5)),
                normalisation);
    }

    /** Probe training of masked autoencoders: one random resized crop (0.08, 1), flip. */
    public static Preparation probe(int size, Normalisation normalisation) {
        return new Preparation(
                List.of(new RandomResizedCrop(size, 0.08, 1, Tries.ONE), new RandomFlip(0.5)),
                normalisation);
    }

    /**
     * Evaluation: resize to 256/224 of the size, centre crop. Sizes up to 96 pixels are small data
     * sets' own and are not enlarged first.
     */
    public static Preparation evaluation(int size, Normalisation normalisation) {
        int shorter = size <= 96 ? size : Math.round(size * 256f / 224);
        return new Preparation(List.of(new Resize(shorter), new CentreCrop(size)), normalisation);
    }

    /** The side in pixels of the squares that come out; empty when sizes are kept. */
    public OptionalInt side() {
        return transforms.stream()
                .map(Transform::side)
                .reduce(OptionalInt.empty(), (made, next) -> next.isPresent() ? next : made);
    }

    /**
     * The same for squares of another side: crops and borders grow with it.
     *
     * @throws IllegalStateException when no step makes squares
     */
    public Preparation withSide(int to) {
        int from = side().orElseThrow(() -> new IllegalStateException("no step makes squares"));
        return new Preparation(
                transforms.stream().map(t -> t.scaled(from, to)).toList(), normalisation);
    }

    /**
     * Checks that a network gets the images it is made for.
     *
     * @throws IllegalArgumentException when their size is another one
     */
    public void requireSize(int height, int width) {
        int made = side().orElse(height);
        if (side().isPresent() && (made != height || made != width)) {
            throw new IllegalArgumentException(
                    "the images are prepared to %d x %d pixels, but the model's are %d x %d"
                            .formatted(made, made, height, width));
        }
    }

    /** Runs the transforms. */
    public Planes apply(Picture picture, SplitMix random) {
        Planes planes = Planes.of(picture);
        for (Transform t : transforms) {
            planes = t.apply(planes, random);
        }
        return planes;
    }
}
