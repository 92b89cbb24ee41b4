package org.symbiosis.eval.intrinsic;

import java.util.List;
import org.symbiosis.data.Planes;

/** How much pictures of one scene vary from light to light. */
public final class Stability {
    private Stability() {}

    /** Standard deviation over the pictures, which have one size, its mean over all values. */
    public static double deviation(List<Planes> pictures) {
        int n = pictures.size();
        int values = pictures.get(0).values().length;
        double total = 0;
        for (int i = 0; i < values; i++) {
            double sum = 0;
            double squares = 0;
            for (Planes p : pictures) {
                double v = p.values()[i];
                sum += v;
                squares += v * v;
            }
            total += Math.sqrt(Math.max(0, squares / n - sum / n * (sum / n)));
        }
        return total / values;
    }
}
