package org.symbiosis.eval.finetune;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.data.SplitMix;

/**
 * Whole batches mixed with themselves in reverse order: by mixup, {@code lambda x + (1 - lambda)
 * x'} (Zhang et al. 2018), or by cutmix, a rectangle of {@code x'} set into {@code x} (Yun et al.
 * 2019). Lambda comes from Beta(a, a), once a batch.
 *
 * @param mixup a of mixup; 0 for none
 * @param cutmix a of cutmix; 0 for none
 * @param probability that a batch is mixed at all
 * @param cutmixShare how often it is cutmix, where both are possible
 */
public record Mixing(double mixup, double cutmix, double probability, double cutmixShare) {
    /** Checks the ranges. */
    public Mixing {
        if (!(mixup >= 0 && cutmix >= 0) || Double.isInfinite(mixup + cutmix)) {
            throw new IllegalArgumentException("mixup and cutmix must not be negative");
        }
        if (!(probability >= 0 && probability <= 1) || !(cutmixShare >= 0 && cutmixShare <= 1)) {
            throw new IllegalArgumentException("probability and cutmixShare must lie in [0, 1]");
        }
    }

    /** No mixing. */
    public static Mixing none() {
        return new Mixing(0, 0, 0, 0);
    }

    /**
     * A mixed batch.
     *
     * @param images {@code (B, C, H, W)}
     * @param lambda the part of each image's own class in its target, in [0, 1]
     */
    public record Mixed(Tensor images, double lambda) {}

    /** The part of an image that cutmix replaces: rows and columns, ends excluded. */
    record Box(int top, int bottom, int left, int right) {
        /** A box of about 1 - lambda of the image, around a random place, cut at the edges. */
        static Box random(int height, int width, double lambda, SplitMix random) {
            double side = Math.sqrt(1 - lambda);
            int halfHeight = (int) (height * side) / 2;
            int halfWidth = (int) (width * side) / 2;
            int y = random.below(height);
            int x = random.below(width);
            return new Box(
                    Math.max(0, y - halfHeight),
                    Math.min(height, y + halfHeight),
                    Math.max(0, x - halfWidth),
                    Math.min(width, x + halfWidth));
        }

        int area() {
            return (bottom - top) * (right - left);
        }

        Tensor of(Tensor images) {
            return images.narrow(2, top, bottom - top).narrow(3, left, right - left);
        }
    }

    /**
     * Mixes a batch.
     *
     * @param images {@code (B, C, H, W)}; they may be changed in place
     */
    public Mixed apply(Tensor images, SplitMix random) {
        if (mixup + cutmix == 0 || !random.chance(probability)) {
            return new Mixed(images, 1);
        }
        if (mixup == 0 || (cutmix > 0 && random.chance(cutmixShare))) {
            return cut(images, Beta.symmetric(cutmix, random), random);
        }
        return blend(images, Beta.symmetric(mixup, random));
    }

    static Mixed blend(Tensor images, double lambda) {
        Tensor other = images.flip(0).mul_(new Scalar(1 - lambda));
        return new Mixed(images.mul(new Scalar(lambda)).add_(other), lambda);
    }

    static Mixed cut(Tensor images, double lambda, SplitMix random) {
        int height = (int) images.size(2);
        int width = (int) images.size(3);
        Box box = Box.random(height, width, lambda, random);
        if (box.area() > 0) {
            box.of(images).copy_(box.of(images.flip(0)));
        }
        return new Mixed(images, 1 - box.area() / ((double) height * width));
    }
}
