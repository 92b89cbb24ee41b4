package org.symbiosis.eval.intrinsic;

import org.symbiosis.data.Planes;
import org.symbiosis.data.lit.AlbedoTruth;
import org.symbiosis.data.lit.Srgb;

/** How far a guess of an albedo is from the truth, over the pixels where that is known. */
public final class AlbedoError {
    private AlbedoError() {}

    /**
     * Root of the mean square difference of sRGB values in [0, 1], each channel of the guess scaled
     * to fit best. The truth's own factor does not matter much: it is scaled to a largest value of
     * 1 when it exceeds it.
     *
     * @param guess as a screen shows it, of the truth's size
     */
    public static double scaled(Planes guess, AlbedoTruth truth) {
        if (guess.width() != truth.width() || guess.height() != truth.height()) {
            throw new IllegalArgumentException(
                    "an albedo of %d x %d cannot be compared with a truth of %d x %d"
                            .formatted(
                                    guess.width(), guess.height(), truth.width(), truth.height()));
        }
        int pixels = guess.width() * guess.height();
        double limit = brightest(truth);
        double squares = 0;
        int count = 0;
        for (int c = 0; c < 3; c++) {
            double both = 0;
            double own = 0;
            double theirs = 0;
            for (int i = 0; i < pixels; i++) {
                if (truth.valid()[i]) {
                    double g = guess.values()[c * pixels + i];
                    double t = Srgb.encode(truth.linear()[3 * i + c] / limit);
                    both += g * t;
                    own += g * g;
                    theirs += t * t;
                    count++;
                }
            }
            squares += theirs - (own == 0 ? 0 : both * both / own); // at the best factor
        }
        return count == 0 ? Double.NaN : Math.sqrt(Math.max(0, squares) / count);
    }

    private static double brightest(AlbedoTruth truth) {
        double most = 1;
        for (int i = 0; i < truth.valid().length; i++) {
            for (int c = 0; c < 3 && truth.valid()[i]; c++) {
                most = Math.max(most, truth.linear()[3 * i + c]);
            }
        }
        return most;
    }
}
