package org.symbiosis.intrinsics;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** How strongly the light may change a feature map of the decoder. */
public sealed interface Scaling {
    /** The light switched off: what is decoded shows no light at all, like an albedo. */
    static Scaling off() {
        return new Constrained(0);
    }

    /**
     * Scales features by a light's code.
     *
     * @param features {@code (B, C, H, W)}
     * @param code one number a channel, {@code (B, C)}
     * @return {@code (B, C, H, W)}
     */
    Tensor apply(Tensor features, Tensor code);

    /** The same, so many times as strong. */
    Scaling times(double strength);

    /** Whether the light changes anything. */
    default boolean acts() {
        return strength() != 0;
    }

    /** The limit or, where there is none, the factor; 0 switches the light off. */
    double strength();

    /**
     * {@code F (1 + alpha tanh(code))}: no channel changes by more than a share (Eq. 6.8).
     *
     * @param alpha the share, not negative; 5e-3 in the dissertation
     */
    record Constrained(double alpha) implements Scaling {
        /** Checks the range. */
        public Constrained {
            requireStrength("alpha", alpha);
        }

        @Override
        public Tensor apply(Tensor features, Tensor code) {
            return acts() ? scaled(features, code.tanh(), alpha) : features;
        }

        @Override
        public Scaling times(double factor) {
            return new Constrained(alpha * factor);
        }

        @Override
        public double strength() {
            return alpha;
        }
    }

    /**
     * {@code F (1 + strength code)}: the ablation that removes the limit (alpha = infinity in Table
     * 6.2).
     *
     * @param strength 1 in training, not negative
     */
    record Unlimited(double strength) implements Scaling {
        /** Checks the range. */
        public Unlimited {
            requireStrength("strength", strength);
        }

        @Override
        public Tensor apply(Tensor features, Tensor code) {
            return acts() ? scaled(features, code, strength) : features;
        }

        @Override
        public Scaling times(double factor) {
            return new Unlimited(strength * factor);
        }
    }

    private static Tensor scaled(Tensor features, Tensor code, double alpha) {
        Tensor factor = code.mul(new Scalar(alpha)).add(new Scalar(1.0)); // (B, C)
        return features.mul(factor.unsqueeze(2).unsqueeze(3));
    }

    private static void requireStrength(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must not be negative, but is " + value);
        }
    }
}
