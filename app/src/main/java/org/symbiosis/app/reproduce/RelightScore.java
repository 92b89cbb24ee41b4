package org.symbiosis.app.reproduce;

import java.util.List;
import org.symbiosis.intrinsics.RelightRecipe;

/**
 * What came of a training that relights.
 *
 * @param recipe of the training
 * @param input the untouched pictures' errors and similarities
 * @param relit errors and similarities, see {@link #RELIT}
 * @param albedo see {@link #ALBEDO}
 * @param seconds of training
 */
record RelightScore(
        RelightRecipe recipe,
        List<Double> input,
        List<Double> relit,
        List<Double> albedo,
        double seconds) {
    /** Columns of the relighting tables. */
    static final List<String> RELIT =
            List.of("RMSE", "SSIM", "RMSE scale", "SSIM scale", "RMSE shift", "SSIM shift");

    /** Columns of the albedo tables. */
    static final List<String> ALBEDO =
            List.of(
                    "error",
                    "deviation",
                    "WHDR 0.1",
                    "WHDR tuned",
                    "WHDR 0.1 flat",
                    "WHDR tuned flat");

    /** Copies the lists. */
    RelightScore {
        input = List.copyOf(input);
        relit = List.copyOf(relit);
        albedo = List.copyOf(albedo);
    }
}
