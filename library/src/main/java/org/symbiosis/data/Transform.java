package org.symbiosis.data;

import java.util.List;
import java.util.OptionalInt;

/** A step that prepares an image for a network. */
public sealed interface Transform {
    /** Does the step; all that is random comes from the stream. */
    Planes apply(Planes image, SplitMix random);

    /** The side in pixels of the squares that this makes; empty when it keeps sizes. */
    default OptionalInt side() {
        return OptionalInt.empty();
    }

    /** The same for images that are {@code to / from} times as large. */
    default Transform scaled(int from, int to) {
        return this;
    }

    private static int scaled(int length, int from, int to) {
        return (int) Math.round((double) length * to / from);
    }

    /**
     * A crop of random area and aspect, resized bicubically to a square.
     *
     * @param size side of the result in pixels
     * @param minScale least share of the area, in (0, 1]
     * @param maxScale largest share of the area, in (0, 1]
     * @param tries how to find a crop that fits
     */
    record RandomResizedCrop(int size, double minScale, double maxScale, Tries tries)
            implements Transform {
        /** How to find a crop that fits. */
        public enum Tries {
            /** Up to ten draws, then the largest centred crop of a legal aspect. */
            TEN,
            /** One draw, cut to the image: the linear probe of the masked autoencoder. */
            ONE
        }

        private static final double LOG_ASPECT = StrictMath.log(4 / 3.0);

        /** Checks the ranges. */
        public RandomResizedCrop {
            positive("size", size);
            if (!(minScale > 0 && minScale <= maxScale && maxScale <= 1)) {
                throw new IllegalArgumentException(
                        "minScale and maxScale must satisfy 0 < minScale <= maxScale <= 1");
            }
        }

        @Override
        public Planes apply(Planes image, SplitMix random) {
            int w = image.width();
            int h = image.height();
            for (int i = 0; i < (tries == Tries.TEN ? 10 : 1); i++) {
                double area = (double) w * h * random.u(minScale, maxScale);
                double aspect = StrictMath.exp(random.u(-LOG_ASPECT, LOG_ASPECT));
                int cw = (int) Math.round(Math.sqrt(area * aspect));
                int ch = (int) Math.round(Math.sqrt(area / aspect));
                if (tries == Tries.ONE) {
                    cw = Math.max(1, Math.min(cw, w));
                    ch = Math.max(1, Math.min(ch, h));
                }
                if (cw > 0 && ch > 0 && cw <= w && ch <= h) {
                    int top = random.below(h - ch + 1);
                    int left = random.below(w - cw + 1);
                    return Resampling.BICUBIC.resize(image.crop(left, top, cw, ch), size, size);
                }
            }
            return Resampling.BICUBIC.resize(fallback(image), size, size);
        }

        @Override
        public OptionalInt side() {
            return OptionalInt.of(size);
        }

        @Override
        public Transform scaled(int from, int to) {
            return new RandomResizedCrop(
                    Transform.scaled(size, from, to), minScale, maxScale, tries);
        }

        private static Planes fallback(Planes image) {
            int w = image.width();
            int h = image.height();
            double aspect = Math.max(3 / 4.0, Math.min(4 / 3.0, (double) w / h));
            int cw = Math.min(w, (int) Math.round(h * aspect));
            int ch = Math.min(h, (int) Math.round(w / aspect));
            return image.crop((w - cw) / 2, (h - ch) / 2, cw, ch);
        }
    }

    /** A square at a random place of the image with a black border: for small pictures. */
    record PaddedCrop(int size, int padding) implements Transform {
        /** Checks the ranges. */
        public PaddedCrop {
            positive("size", size);
            if (padding < 0) {
                throw new IllegalArgumentException("padding must not be negative");
            }
        }

        @Override
        public Planes apply(Planes image, SplitMix random) {
            int left = random.below(Math.max(1, image.width() + 2 * padding - size + 1)) - padding;
            int top = random.below(Math.max(1, image.height() + 2 * padding - size + 1)) - padding;
            return image.crop(left, top, size, size);
        }

        @Override
        public OptionalInt side() {
            return OptionalInt.of(size);
        }

        @Override
        public Transform scaled(int from, int to) {
            return new PaddedCrop(
                    Transform.scaled(size, from, to), Transform.scaled(padding, from, to));
        }
    }

    /** Left and right exchanged with a probability. */
    record RandomFlip(double probability) implements Transform {
        /** Checks the range. */
        public RandomFlip {
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException("probability must lie in [0, 1]");
            }
        }

        @Override
        public Planes apply(Planes image, SplitMix random) {
            return random.chance(probability) ? image.flipped() : image;
        }
    }

    /**
     * Resizes bicubically so that the shorter side has this length. Of a strip that is more than 64
     * times as long as wide only the middle is taken: all of it might not fit the memory.
     */
    record Resize(int shorter) implements Transform {
        private static final int MOST_ASPECT = 64;

        /** Checks the range. */
        public Resize {
            positive("shorter", shorter);
        }

        @Override
        public Planes apply(Planes given, SplitMix random) {
            int w = Math.min(given.width(), MOST_ASPECT * given.height());
            int h = Math.min(given.height(), MOST_ASPECT * given.width());
            Planes image =
                    w == given.width() && h == given.height()
                            ? given
                            : given.crop((given.width() - w) / 2, (given.height() - h) / 2, w, h);
            int rw = w <= h ? shorter : (int) ((long) shorter * w / h);
            int rh = h <= w ? shorter : (int) ((long) shorter * h / w);
            return Resampling.BICUBIC.resize(image, rw, rh);
        }

        @Override
        public Transform scaled(int from, int to) {
            return new Resize(Transform.scaled(shorter, from, to));
        }
    }

    /** The square in the middle; black where the image is smaller. */
    record CentreCrop(int size) implements Transform {
        /** Checks the range. */
        public CentreCrop {
            positive("size", size);
        }

        @Override
        public Planes apply(Planes image, SplitMix random) {
            int left = before(image.width());
            int top = before(image.height());
            return image.crop(left, top, size, size);
        }

        @Override
        public OptionalInt side() {
            return OptionalInt.of(size);
        }

        @Override
        public Transform scaled(int from, int to) {
            return new CentreCrop(Transform.scaled(size, from, to));
        }

        /** Of an odd rest the even half, as Python rounds; of a border the smaller part first. */
        private int before(int length) {
            int rest = length - size;
            return rest >= 0 ? (int) Math.rint(rest / 2.0) : rest / 2;
        }
    }

    /**
     * A few operations out of fifteen, drawn anew for each image and each done with probability a
     * half (Cubuk et al. 2020, as timm's {@code rand-mM-mstdS-inc1}): colour, contrast, sharpness,
     * levels, shear, shift, rotation.
     *
     * @param magnitude strength, in [0, 10]
     * @param deviation of the strength, which is normal and cut to [0, 10]
     * @param operations how many are drawn
     * @param border what geometry uncovers gets the mean of this normalisation
     */
    record RandAugment(double magnitude, double deviation, int operations, Normalisation border)
            implements Transform {
        private static final double PROBABILITY = 0.5;

        /** Checks the ranges. */
        public RandAugment {
            if (!(magnitude >= 0 && magnitude <= AugmentOperation.STRONGEST)) {
                throw new IllegalArgumentException(
                        "magnitude must lie in [0, 10], not " + magnitude);
            }
            if (!(deviation >= 0) || Double.isInfinite(deviation)) {
                throw new IllegalArgumentException(
                        "deviation must not be negative, but is " + deviation);
            }
            positive("operations", operations);
        }

        @Override
        public Planes apply(Planes image, SplitMix random) {
            float[] uncovered = new float[3];
            border.undo(uncovered); // zeros become the mean
            Planes result = image;
            for (int i = 0; i < operations; i++) {
                AugmentOperation operation = random.pick(List.of(AugmentOperation.values()));
                if (random.chance(PROBABILITY)) {
                    double level = magnitude + deviation * random.gaussian();
                    level = Math.max(0, Math.min(AugmentOperation.STRONGEST, level));
                    result = operation.apply(result, level, random, uncovered);
                }
            }
            return result;
        }
    }

    /**
     * A rectangle of noise with a probability (Zhong et al. 2020): standard normal in every value
     * once the image is normalised. It comes last, since its values leave [0, 1].
     *
     * @param probability of erasing anything
     * @param minArea least share of the image, in (0, 1]
     * @param maxArea largest share of the image, in (0, 1]
     * @param normalisation that follows
     */
    record RandomErasing(
            double probability, double minArea, double maxArea, Normalisation normalisation)
            implements Transform {
        private static final double LOG_ASPECT = StrictMath.log(1 / 0.3);
        private static final int TRIES = 10;

        /** Checks the ranges. */
        public RandomErasing {
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException("probability must lie in [0, 1]");
            }
            if (!(minArea > 0 && minArea <= maxArea && maxArea <= 1)) {
                throw new IllegalArgumentException(
                        "minArea and maxArea must satisfy 0 < minArea <= maxArea <= 1");
            }
        }

        /** The usual areas: a fiftieth to a third of the image. */
        public static RandomErasing of(double probability, Normalisation normalisation) {
            return new RandomErasing(probability, 0.02, 1 / 3.0, normalisation);
        }

        @Override
        public Planes apply(Planes image, SplitMix random) {
            if (!random.chance(probability)) {
                return image;
            }
            for (int i = 0; i < TRIES; i++) {
                double area = (double) image.width() * image.height() * random.u(minArea, maxArea);
                double aspect = StrictMath.exp(random.u(-LOG_ASPECT, LOG_ASPECT));
                int h = (int) Math.round(Math.sqrt(area * aspect));
                int w = (int) Math.round(Math.sqrt(area / aspect));
                if (w > 0 && h > 0 && w < image.width() && h < image.height()) {
                    int top = random.below(image.height() - h + 1);
                    int left = random.below(image.width() - w + 1);
                    return erase(image, new Rectangle(left, top, w, h), random);
                }
            }
            return image;
        }

        private record Rectangle(int left, int top, int width, int height) {}

        private Planes erase(Planes image, Rectangle r, SplitMix random) {
            int plane = r.width() * r.height();
            float[] noise = new float[3 * plane];
            for (int i = 0; i < noise.length; i++) {
                noise[i] = (float) random.gaussian();
            }
            normalisation.undo(noise);
            float[] out = image.values().clone();
            for (int line = 0; line < 3 * r.height(); line++) {
                int channel = line / r.height();
                int y = r.top() + line % r.height();
                int to = (channel * image.height() + y) * image.width() + r.left();
                System.arraycopy(noise, line * r.width(), out, to, r.width());
            }
            return new Planes(image.width(), image.height(), out);
        }
    }

    private static void positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, not " + value);
        }
    }
}
