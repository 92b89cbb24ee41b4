package org.symbiosis.pretrained;

import static org.bytedeco.pytorch.global.torch.upsample_bilinear2d;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.tensor.Engine;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Scope;

/**
 * Which of the two public trainings of Inception v3, with the arithmetic that belongs to it. Scores
 * of the two are not comparable.
 */
public enum InceptionVariant {
    /**
     * The network of the Frechet distance: TensorFlow's weights of 2015 as pytorch-fid ported them,
     * 1008 classes; poolings do not count what lies outside, and the last one is a maximum.
     */
    FID("Inception v3 of pytorch-fid", 1008, InceptionPool.MEAN_INSIDE, InceptionPool.MAXIMUM) {
        @Override
        Tensor prepare(Tensor images) {
            return resized(images, false).mul(Constants.TWO).sub(Constants.ONE);
        }

        @Override
        public String resize() {
            return "bilinear to 299 x 299, half-pixel centres, no antialias";
        }
    },
    /** Torchvision's own training, 1000 classes: BigGAN's Inception score in PyTorch. */
    TORCHVISION(
            "Inception v3 of torchvision",
            1000,
            InceptionPool.MEAN_PADDED,
            InceptionPool.MEAN_PADDED) {
        @Override
        Tensor prepare(Tensor images) {
            Tensor mean = Plain.tensor(new float[] {0.485f, 0.456f, 0.406f}, 1, 3, 1, 1);
            Tensor deviation = Plain.tensor(new float[] {0.229f, 0.224f, 0.225f}, 1, 3, 1, 1);
            return resized(images.sub(mean).div(deviation), true);
        }

        @Override
        public String resize() {
            return "bilinear to 299 x 299, corners aligned, no antialias";
        }
    };

    /** Rows and columns that the network sees. */
    static final int SIDE = 299;

    private final String words;
    private final int classes;
    private final InceptionPool pool;
    private final InceptionPool lastPool;

    InceptionVariant(String words, int classes, InceptionPool pool, InceptionPool lastPool) {
        this.words = words;
        this.classes = classes;
        this.pool = pool;
        this.lastPool = lastPool;
    }

    /** The network in words. */
    public String words() {
        return words;
    }

    /** How images are resized, in words. */
    public abstract String resize();

    /** Classes of the published classifier. */
    public int classes() {
        return classes;
    }

    InceptionPool pool() {
        return pool;
    }

    InceptionPool lastPool() {
        return lastPool;
    }

    /** From {@code (B, 3, H, W)} in [0, 1] to what the first layer takes. */
    abstract Tensor prepare(Tensor images);

    private static Tensor resized(Tensor images, boolean alignCorners) {
        return upsample_bilinear2d(images, new long[] {SIDE, SIDE}, alignCorners);
    }

    /** Made with the engine, not with the enum. */
    private static final class Constants {
        static final Scalar ONE = kept(1);
        static final Scalar TWO = kept(2);

        private static Scalar kept(double value) {
            Engine.start();
            return Scope.keep(new Scalar(value));
        }
    }
}
