package org.symbiosis.nn;

import static org.bytedeco.pytorch.global.torch.full;

import org.bytedeco.pytorch.Scalar;
import org.symbiosis.tensor.Engine;

/**
 * How a residual branch joins its input again: {@code x_{s+1} = alpha_s x_s + beta_s f_s(x_s)} (Eq.
 * 2.3 with beta 1).
 *
 * <p>The index s runs over residual branches, not blocks: a transformer of depth L has n = 2 L of
 * them, attention (even s) and MLP (odd s) in turn.
 */
public sealed interface Shortcut {
    /**
     * The share of a branch's input that survives its shortcut; for learnt ones, at the start.
     *
     * @param s branch, 0 .. n - 1
     * @param n number of branches, at least 1
     */
    double alpha(int s, int n);

    /** The factor of the branch itself: 1 unless a case says otherwise. */
    default double beta(int s, int n) {
        return 1;
    }

    /** Makes the shortcut of branch {@code s} of {@code n}. */
    default Residual residual(int s, int n) {
        return Residual.fixed(alpha(s, n), beta(s, n));
    }

    /** All alphas of a transformer of this depth in branch order, {@code 2 * depth} values. */
    default double[] alphas(int depth) {
        double[] all = new double[2 * depth];
        for (int s = 0; s < all.length; s++) {
            all[s] = alpha(s, all.length);
        }
        return all;
    }

    /**
     * The effective decay alpha_eff: what remains of the first block's input at the end of the
     * stack, the product of all alphas (section 2.3.1).
     */
    default double effective(int depth) {
        double product = 1;
        for (double alpha : alphas(depth)) {
            product *= alpha;
        }
        return product;
    }

    /** The plain residual block: {@code x + f(x)} (Eq. 2.2). */
    record Identity() implements Shortcut {
        @Override
        public double alpha(int s, int n) {
            return 1;
        }
    }

    /** The same alpha everywhere. */
    record Constant(double alpha) implements Shortcut {
        /** Checks the range. */
        public Constant {
            inUnitInterval("alpha", alpha);
        }

        @Override
        public double alpha(int s, int n) {
            return alpha;
        }
    }

    /** Falls on a straight line from 1 at the first branch to alphaMin at the last (Eq. 2.5). */
    record LinearDecay(double alphaMin) implements Shortcut {
        /** Checks the range. */
        public LinearDecay {
            inUnitInterval("alphaMin", alphaMin);
        }

        @Override
        public double alpha(int s, int n) {
            return 1 - (1 - alphaMin) * position(s, n);
        }
    }

    /** Falls on half a cosine from 1 at the first branch to alphaMin at the last. */
    record CosineDecay(double alphaMin) implements Shortcut {
        /** Checks the range. */
        public CosineDecay {
            inUnitInterval("alphaMin", alphaMin);
        }

        @Override
        public double alpha(int s, int n) {
            double u = position(s, n);
            return alphaMin + (1 - alphaMin) * (1 + Math.cos(Math.PI * u)) / 2;
        }
    }

    /** One free scalar a branch, learnt with the rest (Table A.1). */
    record Learnable(double initial) implements Shortcut {
        /** Checks the range. */
        public Learnable {
            inUnitInterval("initial", initial);
        }

        @Override
        public double alpha(int s, int n) {
            return initial;
        }

        @Override
        public Residual residual(int s, int n) {
            Engine.start();
            return Residual.learnt(full(new long[0], new Scalar(initial)));
        }
    }

    /** As {@link Learnable}, kept within (0, 1) by a sigmoid. */
    record LearnableSigmoid(double initialLogit) implements Shortcut {
        /** Checks the value. */
        public LearnableSigmoid {
            if (!Double.isFinite(initialLogit)) {
                throw new IllegalArgumentException(
                        "initialLogit must be a finite number, not " + initialLogit);
            }
        }

        @Override
        public double alpha(int s, int n) {
            return 1 / (1 + Math.exp(-initialLogit));
        }

        @Override
        public Residual residual(int s, int n) {
            Engine.start();
            return Residual.learntSigmoid(full(new long[0], new Scalar(initialLogit)));
        }
    }

    /** The given shortcut on attention, the plain one on the MLP (Table 2.3b). */
    record AttentionOnly(Shortcut of) implements Shortcut {
        @Override
        public double alpha(int s, int n) {
            return s % 2 == 0 ? of.alpha(s, n) : 1;
        }

        @Override
        public Residual residual(int s, int n) {
            return s % 2 == 0 ? of.residual(s, n) : Residual.fixed(1, 1);
        }
    }

    /** The given shortcut on the MLP, the plain one on attention (Table 2.3b). */
    record MlpOnly(Shortcut of) implements Shortcut {
        @Override
        public double alpha(int s, int n) {
            return s % 2 == 1 ? of.alpha(s, n) : 1;
        }

        @Override
        public Residual residual(int s, int n) {
            return s % 2 == 1 ? of.residual(s, n) : Residual.fixed(1, 1);
        }
    }

    /** Scales the branch only: {@code x + beta f(x)} (Table 2.3b, with sqrt(0.5)). */
    record ScaleBranch(double beta) implements Shortcut {
        /** Checks the range. */
        public ScaleBranch {
            inUnitInterval("beta", beta);
        }

        @Override
        public double alpha(int s, int n) {
            return 1;
        }

        @Override
        public double beta(int s, int n) {
            return beta;
        }
    }

    /** Scales both: {@code c (x + f(x))} (Table 2.3b, with sqrt(0.5)). */
    record ScaleBoth(double scale) implements Shortcut {
        /** Checks the range. */
        public ScaleBoth {
            inUnitInterval("scale", scale);
        }

        @Override
        public double alpha(int s, int n) {
            return scale;
        }

        @Override
        public double beta(int s, int n) {
            return scale;
        }
    }

    /**
     * The alphaMin for which the linear schedule has a given effective decay: a depth's equivalent
     * of another depth's best value (Table 2.2).
     *
     * @param depth number of blocks, at least 1
     * @param effective wanted alpha_eff, in (0, 1]
     * @return alphaMin in (0, 1]
     */
    static double alphaMinFor(int depth, double effective) {
        inUnitInterval("effective", effective);
        double low = 1e-9;
        double high = 1;
        for (int i = 0; i < 100; i++) {
            double middle = (low + high) / 2;
            if (new LinearDecay(middle).effective(depth) < effective) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private static double position(int s, int n) {
        return n == 1 ? 1 : (double) s / (n - 1);
    }

    private static void inUnitInterval(String name, double value) {
        if (!(value > 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " must lie in (0, 1], not " + value);
        }
    }
}
