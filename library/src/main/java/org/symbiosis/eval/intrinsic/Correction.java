package org.symbiosis.eval.intrinsic;

/** How a picture's colours are brought near another's before both are compared. */
public enum Correction {
    /** Not at all. */
    RAW {
        @Override
        double[] channel(double[] x, double[] y) {
            return x;
        }
    },
    /** One factor a channel on [0, 1], by least squares: the dissertation's. */
    SCALE {
        @Override
        double[] channel(double[] x, double[] y) {
            double factor = factor(x, y);
            double[] out = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                out[i] = 2 * factor * (x[i] / 2 + 0.5) - 1;
            }
            return out;
        }
    },
    /** One shift a channel, to the same mean: the authors' code. */
    SHIFT {
        @Override
        double[] channel(double[] x, double[] y) {
            double shift = 0;
            for (int i = 0; i < x.length; i++) {
                shift += (x[i] - y[i]) / x.length;
            }
            double[] out = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                out[i] = x[i] - shift;
            }
            return out;
        }
    };

    /** One channel of {@code x}, brought near that of {@code y}; both in [-1, 1]. */
    abstract double[] channel(double[] x, double[] y);

    /** What {@code x} is multiplied by, both brought to [0, 1], to come nearest to {@code y}. */
    static double factor(double[] x, double[] y) {
        double both = 0;
        double own = 0;
        for (int i = 0; i < x.length; i++) {
            double u = x[i] / 2 + 0.5;
            both += u * (y[i] / 2 + 0.5);
            own += u * u;
        }
        return own == 0 ? 1 : both / own;
    }
}
