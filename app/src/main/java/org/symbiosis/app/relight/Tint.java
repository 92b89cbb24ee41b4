package org.symbiosis.app.relight;

import org.symbiosis.data.Planes;

/** Whose colours a relit photograph has. */
public enum Tint {
    /** Those of the light it was given. */
    LIGHT {
        @Override
        public void give(Planes relit, Planes photo) {}
    },
    /** On the whole those of the photograph: only where the light falls is changed. */
    PHOTO {
        @Override
        public void give(Planes relit, Planes photo) {
            double[] own = means(photo);
            double[] given = means(relit);
            double brightness = sum(given) / Math.max(1e-6, sum(own));
            int pixels = relit.width() * relit.height();
            float[] values = relit.values();
            for (int c = 0; c < 3; c++) {
                double factor = own[c] * brightness / Math.max(1e-6, given[c]);
                for (int i = c * pixels; i < (c + 1) * pixels; i++) {
                    values[i] = (float) Math.min(1, values[i] * factor);
                }
            }
        }
    };

    /**
     * Brings a relit photograph's colours to this tint.
     *
     * @param relit written over, since large ones fill the memory
     */
    public abstract void give(Planes relit, Planes photo);

    private static double[] means(Planes picture) {
        int pixels = picture.width() * picture.height();
        double[] means = new double[3];
        for (int i = 0; i < 3 * pixels; i++) {
            means[i / pixels] += picture.values()[i] / (double) pixels;
        }
        return means;
    }

    private static double sum(double[] v) {
        return v[0] + v[1] + v[2];
    }
}
