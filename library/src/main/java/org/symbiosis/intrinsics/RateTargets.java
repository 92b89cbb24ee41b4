package org.symbiosis.intrinsics;

import java.util.ArrayList;
import java.util.List;
import org.symbiosis.tensor.Seed;

/**
 * The coding rates that intrinsics and lights should have: those of rows spread evenly over the
 * sphere (Eq. 6.6 and 6.9).
 *
 * @param intrinsic one a tapped level, from the finest to the coarsest
 * @param extrinsic of the lights; the mean over several is taken
 */
record RateTargets(List<Double> intrinsic, List<Double> extrinsic) {
    RateTargets {
        intrinsic = List.copyOf(intrinsic);
        extrinsic = List.copyOf(extrinsic);
    }

    /**
     * Drawn for batches of this size: once, from the training's seed, so that a resumed training
     * has the same ones.
     */
    static RateTargets draw(IntrinsicsConfig config, CodingRate rate, int batch, long seed) {
        return Seed.aside(
                () -> {
                    Seed.set(seed);
                    List<Double> intrinsic = new ArrayList<>();
                    for (IntrinsicsConfig.Level level : config.levels()) {
                        if (level.isTapped()) {
                            long pixels = (long) level.resolution() * level.resolution();
                            intrinsic.add(rate.ofSphere(batch * pixels, level.channels()));
                        }
                    }
                    double extrinsic = rate.ofSphere(batch, config.extrinsic());
                    return new RateTargets(intrinsic, List.of(extrinsic));
                });
    }
}
