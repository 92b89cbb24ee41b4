package org.symbiosis.eval;

/** How a linear classifier is trained on frozen features. */
public sealed interface ProbeProtocol {
    /** Passes over the features. */
    int epochs();

    /** Images in a step; all of them when there are fewer. */
    int batch();

    /**
     * The simple protocol of the ImageNet-100 tables: AdamW on features as they are, the rate set
     * at the end of each epoch to half a cosine, so that the first two run at the full rate.
     *
     * @param epochs passes over the features
     * @param batch images in a step; all of them when there are fewer
     * @param rate at the start
     * @param weightDecay pull towards zero
     */
    record Simple(int epochs, int batch, double rate, double weightDecay) implements ProbeProtocol {
        /** 200 epochs, batch 1024, rate 0.01, decay 0.01. */
        public static Simple tables() {
            return new Simple(200, 1024, 1e-2, 1e-2);
        }

        /** Checks the ranges. */
        public Simple {
            positive(epochs, batch, rate);
        }

        /** The same for another number of epochs. */
        public Simple withEpochs(int other) {
            return new Simple(other, batch, rate, weightDecay);
        }
    }

    /**
     * Chapter 3's protocol: stochastic gradient descent with momentum on features as they are, half
     * a cosine in every step, no decay.
     *
     * @param epochs passes over the features
     * @param batch images in a step; all of them when there are fewer
     * @param rate at the start
     * @param momentum in [0, 1)
     */
    record Momentum(int epochs, int batch, double rate, double momentum) implements ProbeProtocol {
        /** 100 epochs, batch 256, rate 0.1, momentum 0.9. */
        public static Momentum tables() {
            return new Momentum(100, 256, 0.1, 0.9);
        }

        /** Checks the ranges. */
        public Momentum {
            positive(epochs, batch, rate);
            if (!(momentum >= 0 && momentum < 1)) {
                throw new IllegalArgumentException("momentum must lie in [0, 1)");
            }
        }

        /** The same for another number of epochs. */
        public Momentum withEpochs(int other) {
            return new Momentum(other, batch, rate, momentum);
        }
    }

    /**
     * The masked autoencoder's protocol for ImageNet-1K: batch normalisation without affine map,
     * LARS, warm-up and cosine in every step.
     *
     * @param epochs passes over the features
     * @param warmup epochs of linear growth
     * @param batch images in a step; all of them when there are fewer
     * @param baseRate for 256 images
     */
    record Lars(int epochs, double warmup, int batch, double baseRate) implements ProbeProtocol {
        /** 90 epochs, 10 of warm-up, batch 16384, base rate 0.1. */
        public static Lars ofMae() {
            return new Lars(90, 10, 16_384, 0.1);
        }

        /** Checks the ranges. */
        public Lars {
            positive(epochs, batch, baseRate);
        }

        /** The same for another number of epochs. */
        public Lars withEpochs(int other) {
            return new Lars(other, Math.min(warmup, other / 9.0), batch, baseRate);
        }
    }

    private static void positive(int epochs, int batch, double rate) {
        if (epochs < 1 || batch < 1 || !(rate > 0)) {
            throw new IllegalArgumentException("epochs, batch and rate must be positive");
        }
    }
}
